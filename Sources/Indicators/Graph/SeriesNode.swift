/// What a node computes. Equal nodes are one node in the graph, so doubles are kept by their bits.
enum SeriesNode: Hashable, Sendable {
    case source(SourceKey, SeriesField)
    case constant(bits: UInt64, isCondition: Bool)
    case lag(SeriesID, Int)
    case unary(UnaryOperation, SeriesID)
    case binary(BinaryOperation, SeriesID, SeriesID)
    case comparison(ComparisonOperation, SeriesID, SeriesID)
    case cross(CrossDirection, SeriesID, SeriesID)
    case logic(LogicOperation, SeriesID, SeriesID)
    case not(SeriesID)
    case trend(TrendDirection, SeriesID, Int)
    case choice(SeriesID, SeriesID, SeriesID)
    case fillForward(SeriesID)
    /// The input's latest completed row, in native rows.
    case align(SeriesID)
    /// One output of an indicator of `SeriesGraph.instances`.
    case output(instance: Int, index: Int)

    static func constant(_ value: Double) -> SeriesNode {
        .constant(bits: value.bitPattern, isCondition: false)
    }
}
