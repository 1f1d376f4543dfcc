package prose

import "math/rand/v2"

// Agency is who reports.
type Agency struct {
	// Name is the full name as the title states it.
	Name string
	// Level is national, province, prefecture, county or township.
	Level string
	// Province, Prefecture, County and Township are "" where they do not apply.
	Province, Prefecture, County, Township string
	// We is how the prose refers to the agency: 我局, 我镇.
	We string
}

// county is a county-level division with its parents and some townships.
type county struct {
	province, prefecture, name string
	townships                  []string
}

var counties = []county{
	{"河南省", "焦作市", "修武县", []string{"郇封镇", "周庄镇", "西村乡", "岸上乡"}},
	{"河南省", "南阳市", "南召县", []string{"云阳镇", "皇路店镇", "石门乡", "小店乡"}},
	{"河南省", "洛阳市", "西工区", []string{"红山街道", "西工街道"}},
	{"河南省", "周口市", "淮阳区", []string{"四通镇", "临蔡镇", "郑集乡"}},
	{"浙江省", "丽水市", "缙云县", []string{"壶镇镇", "新建镇", "舒洪镇", "胡源乡"}},
	{"浙江省", "杭州市", "淳安县", []string{"千岛湖镇", "威坪镇", "界首乡"}},
	{"浙江省", "宁波市", "鄞州区", []string{"姜山镇", "横溪镇", "下应街道"}},
	{"浙江省", "温州市", "苍南县", []string{"灵溪镇", "矾山镇", "岱岭畲族乡"}},
	{"山东省", "威海市", "环翠区", []string{"张村镇", "羊亭镇", "鲸园街道"}},
	{"山东省", "临沂市", "莒南县", []string{"大店镇", "板泉镇", "石莲子镇"}},
	{"山东省", "菏泽市", "单县", []string{"郭村镇", "终兴镇", "高韦庄镇"}},
	{"山东省", "潍坊市", "青州市", []string{"谭坊镇", "弥河镇", "王府街道"}},
	{"江苏省", "盐城市", "射阳县", []string{"合德镇", "临海镇", "海河镇"}},
	{"江苏省", "徐州市", "邳州市", []string{"官湖镇", "铁富镇", "运河街道"}},
	{"江苏省", "苏州市", "吴中区", []string{"甪直镇", "木渎镇", "香山街道"}},
	{"安徽省", "六安市", "金寨县", []string{"梅山镇", "天堂寨镇", "果子园乡"}},
	{"安徽省", "亳州市", "蒙城县", []string{"坛城镇", "立仓镇", "小涧镇"}},
	{"安徽省", "黄山市", "歙县", []string{"徽城镇", "深渡镇", "昌溪乡"}},
	{"四川省", "绵阳市", "三台县", []string{"潼川镇", "芦溪镇", "西平镇"}},
	{"四川省", "凉山彝族自治州", "会理市", []string{"鹿厂镇", "黎溪镇", "木古镇"}},
	{"四川省", "南充市", "仪陇县", []string{"新政镇", "金城镇", "立山镇"}},
	{"湖北省", "恩施土家族苗族自治州", "利川市", []string{"谋道镇", "汪营镇", "沙溪乡"}},
	{"湖北省", "黄冈市", "麻城市", []string{"宋埠镇", "龟山镇", "铁门岗乡"}},
	{"湖南省", "岳阳市", "平江县", []string{"长寿镇", "安定镇", "木金乡"}},
	{"湖南省", "湘西土家族苗族自治州", "花垣县", []string{"边城镇", "双龙镇", "补抽乡"}},
	{"广东省", "清远市", "英德市", []string{"望埠镇", "浛洸镇", "英城街道"}},
	{"广东省", "湛江市", "徐闻县", []string{"徐城街道", "曲界镇", "角尾乡"}},
	{"广西壮族自治区", "桂林市", "恭城瑶族自治县", []string{"恭城镇", "莲花镇", "观音乡"}},
	{"广西壮族自治区", "百色市", "田东县", []string{"平马镇", "祥周镇", "作登瑶族乡"}},
	{"贵州省", "遵义市", "湄潭县", []string{"永兴镇", "抄乐镇", "湄江街道"}},
	{"贵州省", "黔东南苗族侗族自治州", "雷山县", []string{"西江镇", "大塘镇", "达地水族乡"}},
	{"云南省", "大理白族自治州", "宾川县", []string{"金牛镇", "鸡足山镇", "钟英傈僳族彝族乡"}},
	{"云南省", "曲靖市", "会泽县", []string{"者海镇", "娜姑镇", "大海乡"}},
	{"福建省", "泉州市", "安溪县", []string{"感德镇", "西坪镇", "桃舟乡"}},
	{"福建省", "宁德市", "古田县", []string{"大桥镇", "杉洋镇", "吉巷乡"}},
	{"江西省", "赣州市", "于都县", []string{"贡江镇", "银坑镇", "靖石乡"}},
	{"江西省", "上饶市", "鄱阳县", []string{"鄱阳镇", "田畈街镇", "双港乡"}},
	{"河北省", "保定市", "阜平县", []string{"城南庄镇", "天生桥镇", "史家寨乡"}},
	{"河北省", "邯郸市", "涉县", []string{"涉城镇", "河南店镇", "辽城乡"}},
	{"山西省", "长治市", "武乡县", []string{"洪水镇", "蟠龙镇", "石盘乡"}},
	{"陕西省", "榆林市", "绥德县", []string{"义合镇", "吉镇镇", "石家湾镇"}},
	{"甘肃省", "天水市", "甘谷县", []string{"大像山镇", "磐安镇", "白家湾乡"}},
	{"辽宁省", "朝阳市", "建平县", []string{"叶柏寿街道", "朱碌科镇", "小塘镇"}},
	{"吉林省", "延边朝鲜族自治州", "敦化市", []string{"大石头镇", "雁鸣湖镇", "官地镇"}},
	{"黑龙江省", "齐齐哈尔市", "克山县", []string{"克山镇", "古城镇", "向华乡"}},
	{"内蒙古自治区", "赤峰市", "敖汉旗", []string{"新惠镇", "四家子镇", "玛尼罕乡"}},
	{"新疆维吾尔自治区", "昌吉回族自治州", "奇台县", []string{"西北湾镇", "半截沟镇", "大泉塔塔尔族乡"}},
	{"海南省", "", "琼海市", []string{"嘉积镇", "博鳌镇", "潭门镇"}},
	{"重庆市", "", "云阳县", []string{"江口镇", "高阳镇", "清水土家族乡"}},
	{"上海市", "", "奉贤区", []string{"奉城镇", "庄行镇", "西渡街道"}},
}

var bureaus = []string{
	"教育局", "民政局", "财政局", "农业农村局", "卫生健康局", "自然资源局", "应急管理局", "统计局", "审计局",
	"住房和城乡建设局", "人力资源和社会保障局", "文化广电和旅游局", "交通运输局", "水务局", "林业局",
	"市场监督管理局", "发展和改革委员会", "行政审批服务局", "退役军人事务局", "机关事务服务中心", "医疗保障局",
	"科学技术局", "司法局", "城市管理综合执法局", "信访局", "商务局",
}

var departments = []string{"民政厅", "财政厅", "水利厅", "交通运输厅", "自然资源厅", "农业农村厅", "生态环境厅", "药品监督管理局"}

// DrawAgency draws who reports.
func DrawAgency(rng *rand.Rand) Agency {
	c := counties[rng.IntN(len(counties))]
	a := Agency{Province: c.province, Prefecture: c.prefecture, County: c.name, Level: "county"}
	switch n := rng.IntN(100); {
	case n < 30:
		return a.township(c.townships[rng.IntN(len(c.townships))])
	case n < 65:
		return a.bureau(c.name, bureaus[rng.IntN(len(bureaus))])
	case n < 80 || c.prefecture == "":
		a.Name, a.We = c.name+"人民政府", "我"+lastRune(c.name)
		return a
	case n < 95:
		a.Level, a.County = "prefecture", ""
		return a.bureau(c.prefecture, bureaus[rng.IntN(len(bureaus))])
	default:
		a.Level, a.County, a.Prefecture = "province", "", ""
		return a.bureau(c.province, departments[rng.IntN(len(departments))])
	}
}

func (a Agency) township(name string) Agency {
	a.Level, a.Township, a.We = "township", name, "我"+lastRune(name)
	a.Name = a.County + name + "人民政府"
	if lastRune(name) == "道" {
		a.Name, a.We = a.County+name+"办事处", "街道"
	}
	return a
}

func (a Agency) bureau(place, name string) Agency {
	a.Name, a.We = place+name, "我"+lastRune(name)
	switch lastRune(name) {
	case "会":
		a.We = "我委"
	case "心":
		a.We = "本中心"
	}
	return a
}

func lastRune(s string) string {
	r := []rune(s)
	return string(r[len(r)-1])
}
