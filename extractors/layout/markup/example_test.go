package markup_test

import (
	"fmt"

	"gongkai/extractors/layout/markup"
)

func ExampleRead() {
	g := markup.Read(`<p>统计表</p><table><tr><td rowspan=2>行政许可<td>１１</tr><tr><td>5</table>`)
	for _, row := range g.Rows {
		fmt.Print(row.Table, ".", row.Index)
		for _, c := range row.Cells {
			fmt.Printf(" %s@%d", c.Text, c.Col)
		}
		fmt.Println()
	}
	// Output:
	// -1.0 统计表@0
	// 0.0 行政许可@0 11@1
	// 0.1 5@1
}

func ExampleInnerText() {
	fmt.Println(markup.InnerText(`<div>规章</div><table><tr><td><p>1</p></td><td>2</td></tr></table>`))
	// Output:
	// 规章
	// 1	2
}

func ExampleDivGrid() {
	g, ok := markup.DivGrid(`<div><div><div>规章</div><div>1</div></div><div><div>行政许可</div><div>2</div></div></div>`)
	fmt.Println(ok, len(g.Rows), g.Rows[1].Cells[1].Text)
	// Output:
	// true 2 2
}

func ExampleEmbedded() {
	for _, page := range markup.Embedded(`{"content":"\u003ctd\u003e规章\u003c\/td\u003e"}`) {
		fmt.Println(page)
	}
	// Output:
	// <td>规章</td>
}
