package classify

import "testing"

func TestParseTitle(t *testing.T) {
	for _, tt := range []struct {
		line           string
		isTitle, named bool
		year           int
	}{
		{"某县水利局2020年政府信息公开工作年度报告", true, true, 2020},
		{"某县水利局二〇一九年度政府信息公开年报", true, true, 2019},
		{"政府信息公开年报", true, false, 0},
		{"某镇政府信息公开工作年度报告(2021年)", true, true, 2021},
		{"2021-01-20 2020年某镇政府信息公开工作年度报告", true, true, 2020},
		{"·[2021/1/20]某镇2020年政府信息公开年度报告", true, true, 2020},
		{"12、某镇2020年政府信息公开年度报告.pdf", true, true, 2020},
		{"某镇2020年政府信息公开年度报告2021-01-1508:30", true, true, 2020},
		{"某镇政府信息公开工作年度报告2020年1月15日", true, false, 0},
		{"关于印发《某县2020年政府信息公开工作年度报告》的通知", true, true, 2020},
		{"某县政府2020年信息公开工作告年度报", true, true, 2020},
		{"某镇2018年度政务公开工作情况的报告", true, true, 2018},
		{"某县2020年法治政府建设年度报告", false, false, 0},
		{"某县政府信息公开指南", false, false, 0},
		{"信息名称:某县2020年政府信息公开工作年度报告,已经发布。", false, false, 0},
		{"关于报送政府信息公开情况的通知", false, false, 0},
	} {
		got, ok := parseTitle(pack(tt.line))
		if ok != tt.isTitle || got.year != tt.year || ok && got.specific != tt.named {
			t.Errorf("parseTitle(%q) = %+v, %t; want title %t, year %d, specific %t", tt.line, got, ok, tt.isTitle, tt.year, tt.named)
		}
	}
}

func TestLastYear(t *testing.T) {
	for text, want := range map[string]int{
		"2018年": 2018, "2018年至2020年": 2020, "二○一七年度": 2017, "二零二一": 2021, "20180101": 0,
		"〔2014〕12号": 0, "1999年": 0, "12018": 0, "": 0, "2": 0, "二〇": 0,
	} {
		if got := lastYear(text); got != want {
			t.Errorf("lastYear(%q) = %d, want %d", text, got, want)
		}
	}
}

func TestTrimHeading(t *testing.T) {
	for line, want := range map[string]string{
		"一、概述": "概述", "(二)主动公开": "主动公开", "其中:1.当面申请数": "当面申请数", "第一部分 部门概况": "部门概况",
		"十二、其他": "其他", "概述": "概述", "2020年工作": "2020年工作", "一年来": "一年来", "": "",
	} {
		if got := trimHeading(line); got != want {
			t.Errorf("trimHeading(%q) = %q, want %q", line, got, want)
		}
	}
}
