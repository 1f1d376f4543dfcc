package schema

import "github.com/apache/arrow/go/v17/arrow"

// The column types of the dataset.
var (
	typeText  arrow.DataType = arrow.BinaryTypes.String
	typeCode  arrow.DataType = &arrow.DictionaryType{IndexType: arrow.PrimitiveTypes.Int32, ValueType: arrow.BinaryTypes.String}
	typeCount arrow.DataType = arrow.PrimitiveTypes.Int64
	typeYear  arrow.DataType = arrow.PrimitiveTypes.Int32
	typePlace arrow.DataType = arrow.PrimitiveTypes.Int32
	typeSmall arrow.DataType = arrow.PrimitiveTypes.Int8
	typeFlag  arrow.DataType = arrow.FixedWidthTypes.Boolean
	typeDay   arrow.DataType = arrow.FixedWidthTypes.Date32
	typeTime  arrow.DataType = arrow.FixedWidthTypes.Timestamp_us
	typeList  arrow.DataType = arrow.ListOfField(arrow.Field{Name: "element", Type: arrow.BinaryTypes.String})
	// typeAmount has precision 18: above it Parquet would store the bytes of a big
	// number, whose statistics many readers misread. Six fractional digits are the
	// most that agencies print.
	typeAmount arrow.DataType = &arrow.Decimal128Type{Precision: 18, Scale: 6}
)

// column is the definition of one field. The zero values of unit, null, label
// and the rest leave the metadata key out; null == "" makes the field required.
type column struct {
	name   string
	typ    arrow.DataType
	en, zh string
	unit   string
	// null says what null means.
	null            string
	label, editions string
	// comparable is one of the Comparable constants, for a cell's column.
	caveat, caveatZH, comparable string
	// repeats marks a column whose values repeat from row to row; long marks text
	// of unbounded length.
	repeats, long bool
}

func (c column) field() arrow.Field {
	encoding, statistics := "", ""
	if c.repeats {
		encoding = EncodingDictionary
	}
	if c.long {
		statistics = StatisticsNone
	}
	var keys, values []string
	for _, kv := range [...][2]string{
		{MetaDescription, c.en}, {MetaDescriptionZH, c.zh}, {MetaUnit, c.unit}, {MetaNull, c.null},
		{MetaLabel, c.label}, {MetaEditions, c.editions}, {MetaCaveat, c.caveat}, {MetaCaveatZH, c.caveatZH}, {MetaComparable, c.comparable},
		{MetaEncoding, encoding}, {MetaStatistics, statistics},
	} {
		if kv[1] != "" {
			keys, values = append(keys, kv[0]), append(values, kv[1])
		}
	}
	return arrow.Field{Name: c.name, Type: c.typ, Nullable: c.null != "", Metadata: arrow.NewMetadata(keys, values)}
}

func arrowSchema(columns ...column) *arrow.Schema {
	fields := make([]arrow.Field, len(columns))
	for i, c := range columns {
		fields[i] = c.field()
	}
	return arrow.NewSchema(fields, nil)
}
