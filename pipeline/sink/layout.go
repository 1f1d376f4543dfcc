package sink

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"reflect"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/ipc"
	"github.com/parquet-go/parquet-go"

	"gongkai/schema"
)

// layout is how a table is laid out in Parquet: derived from its Arrow schema.
type layout struct {
	table   *schema.TableSchema
	parquet *parquet.Schema
	options []parquet.WriterOption
	columns []columnLayout
}

// columnLayout is one leaf of the Parquet schema; every field has one leaf.
type columnLayout struct {
	field arrow.Field
	path  []string
	// maxDefinition is the definition level of a value that is there.
	maxDefinition int
}

// group is a Parquet group whose fields keep their order; parquet.Group sorts
// them by name.
type group struct {
	parquet.Group
	ordered []parquet.Field
}

func (g group) Fields() []parquet.Field { return g.ordered }

type groupField struct {
	parquet.Node
	name string
}

func (f groupField) Name() string { return f.name }

// Value is for rows of Go values, which this package does not write.
func (f groupField) Value(reflect.Value) reflect.Value {
	panic("sink: column " + f.name + " has no Go value")
}

func newLayout(table *schema.TableSchema) (*layout, error) {
	l := &layout{table: table}
	root := group{Group: parquet.Group{}}
	for _, field := range table.Arrow.Fields() {
		node, column, err := layoutField(field)
		if err != nil {
			return nil, fmt.Errorf("sink: table %s: %w", table.Name, err)
		}
		root.Group[field.Name] = node
		root.ordered = append(root.ordered, groupField{Node: node, name: field.Name})
		l.columns = append(l.columns, column)
	}
	l.parquet = parquet.NewSchema(table.Name, root)
	arrowSchema, err := encodeSchema(table.Arrow)
	if err != nil {
		return nil, fmt.Errorf("sink: table %s: %w", table.Name, err)
	}
	l.options = l.writerOptions(arrowSchema)
	return l, nil
}

// layoutField gives the Parquet node of an Arrow field and the path of its leaf.
func layoutField(field arrow.Field) (parquet.Node, columnLayout, error) {
	column := columnLayout{field: field, path: []string{field.Name}}
	list, isList := field.Type.(*arrow.ListType)
	leafType := field.Type
	if isList {
		leafType = list.Elem()
		if list.ElemField().Nullable {
			return nil, column, fmt.Errorf("column %s: lists with null elements are not written", field.Name)
		}
	}
	leaf, err := leafNode(leafType)
	if err != nil {
		return nil, column, fmt.Errorf("column %s: %w", field.Name, err)
	}
	node := parquet.Encoded(leaf, encodingOf(field, leafType))
	if isList {
		node = parquet.List(node)
		column.path = []string{field.Name, "list", "element"}
		column.maxDefinition++
	}
	if field.Nullable {
		node = parquet.Optional(node)
		column.maxDefinition++
	}
	return node, column, nil
}

func leafNode(t arrow.DataType) (parquet.Node, error) {
	switch t := t.(type) {
	case *arrow.StringType:
		return parquet.String(), nil
	case *arrow.DictionaryType:
		if t.IndexType.ID() == arrow.INT32 && t.ValueType.ID() == arrow.STRING {
			return parquet.String(), nil
		}
	case *arrow.BooleanType:
		return parquet.Leaf(parquet.BooleanType), nil
	case *arrow.Int8Type:
		return parquet.Int(8), nil
	case *arrow.Int32Type:
		return parquet.Int(32), nil
	case *arrow.Int64Type:
		return parquet.Int(64), nil
	case *arrow.Date32Type:
		return parquet.Date(), nil
	case *arrow.TimestampType:
		if t.Unit == arrow.Microsecond && t.TimeZone == "UTC" {
			return parquet.Timestamp(parquet.Microsecond), nil
		}
	case *arrow.Decimal128Type:
		if t.Precision >= 10 && t.Precision <= 18 {
			return parquet.Decimal(int(t.Scale), int(t.Precision), parquet.Int64Type), nil
		}
	}
	return nil, fmt.Errorf("no Parquet type for %s", t)
}

// sortingColumns declares the order of the rows: ascending, nulls last.
func (l *layout) sortingColumns() []parquet.SortingColumn {
	var columns []parquet.SortingColumn
	for _, key := range l.table.SortKey {
		columns = append(columns, parquet.Ascending(key))
	}
	return columns
}

func (l *layout) writerOptions(arrowSchema string) []parquet.WriterOption {
	options := []parquet.WriterOption{
		l.parquet,
		parquet.Compression(pageCodec),
		parquet.DataPageVersion(1),
		parquet.DataPageStatistics(false),
		parquet.PageBufferSize(pageBytes),
		parquet.WriteBufferSize(0),                   // part has a buffer of its own, to know the size of the file,
		parquet.MaxRowsPerRowGroup(maxGroupRows * 2), // groups are ended by the writer, never by the library
		parquet.ColumnIndexSizeLimit(func([]string) int { return maxBoundBytes }),
		parquet.CreatedBy(createdBy, createdVersion, "parquet-go"),
		parquet.KeyValueMetadata("ARROW:schema", arrowSchema),
		parquet.SortingWriterConfig(parquet.SortingColumns(l.sortingColumns()...)),
	}
	for _, c := range l.columns {
		if schema.Meta(c.field, schema.MetaStatistics) == schema.StatisticsNone {
			options = append(options, parquet.SkipPageBounds(c.path...), parquet.SkipPageStatistics(c.path...))
		}
	}
	return options
}

// encodeSchema is the value of ARROW:schema: the schema message of an Arrow
// stream, in base64, from which Arrow's readers restore the exact types.
func encodeSchema(s *arrow.Schema) (string, error) {
	var b bytes.Buffer
	if err := ipc.NewWriter(&b, ipc.WithSchema(s)).Close(); err != nil {
		return "", fmt.Errorf("encode schema: %w", err)
	}
	return base64.StdEncoding.EncodeToString(b.Bytes()), nil
}
