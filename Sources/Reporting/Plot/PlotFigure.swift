/// One picture of a `PlotPage`.
public struct PlotFigure: Sendable {
    public enum Content: Sendable {
        /// Lines, points, bands and stacked areas over one scale of numbers or times.
        case curves([PlotCurve])
        /// Bars by name.
        case bars(PlotBars)
        case heatmap(PlotHeatmap)
    }

    public struct Axis: Sendable {
        public enum Format: String, Sendable {
            case number
            /// Fractions, written as percent.
            case percent
            /// Nanoseconds since 1970 in UTC.
            case time
        }

        public var title: String
        public var format: Format
        public var isLog: Bool

        public init(_ title: String = "", _ format: Format = .number, isLog: Bool = false) {
            self.title = title
            self.format = format
            self.isLog = isLog
        }
    }

    public var title: String
    /// Beside the title, in small letters.
    public var note: String
    /// Of curves: the horizontal axis. Bars and heatmaps have names there.
    public var x: Axis
    /// Of curves: the vertical axis; of bars: the axis of the values; of a heatmap: the scale of its colours.
    public var y: Axis
    public var content: Content
    /// Of curves: stretches of the horizontal axis, shaded behind them in a colour a name.
    public var spans: [PlotSpan]

    public init(
        _ title: String, note: String = "", x: Axis = Axis(), y: Axis = Axis(), spans: [PlotSpan] = [], _ content: Content
    ) {
        self.title = title
        self.note = note
        self.x = x
        self.y = y
        self.content = content
        self.spans = spans
    }
}

/// A stretch of the horizontal axis that has a name, such as a market state.
public struct PlotSpan: Sendable {
    public var name: String
    public var from: Double
    public var to: Double

    public init(_ name: String, from: Double, to: Double) {
        self.name = name
        self.from = from
        self.to = to
    }

    /// Each run of equal labels from its first time to the first of the next; `nil` has no shade.
    public static func runs(_ labels: [Int?], times: [Int64], names: [String]) -> [PlotSpan] {
        var spans: [PlotSpan] = []
        var start = 0
        for index in labels.indices where index + 1 == labels.count || labels[index + 1] != labels[start] {
            let end = min(index + 1, labels.count - 1)
            if let label = labels[start] {
                spans.append(PlotSpan(names[label], from: Double(times[start]), to: Double(times[end])))
            }
            start = index + 1
        }
        // In the order of the names, so that their colours are those of sets in that order.
        let ranks = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        return spans.enumerated().sorted { (ranks[$0.element.name] ?? 0, $0.offset) < (ranks[$1.element.name] ?? 0, $1.offset) }
            .map(\.element)
    }
}

/// A set of points under one name. Points with a value that is not finite are gaps.
public struct PlotCurve: Sendable {
    public enum Kind: String, Sendable {
        case line
        /// A line with a flat piece up to each next point.
        case step
        case scatter
        /// The area between `low` and `y`.
        case band
        /// The area on top of that of the curve before it.
        case area
    }

    public var name: String
    public var kind: Kind
    public var x: [Double]
    public var y: [Double]
    /// Of a band: its lower side.
    public var low: [Double]
    /// What hovering over each point shows; empty for none.
    public var labels: [String]
    /// What stands beside each point of a scatter; empty for nothing.
    public var names: [String]
    /// In the colour of what is compared with: grey.
    public var isReference: Bool

    public init(
        _ name: String, _ kind: Kind = .line, x: [Double], y: [Double], low: [Double] = [], labels: [String] = [],
        names: [String] = [],
        isReference: Bool = false
    ) {
        precondition(x.count == y.count, "curve '\(name)': \(x.count) x and \(y.count) y")
        precondition(kind != .band || low.count == y.count, "band '\(name)': \(low.count) low and \(y.count) y")
        precondition(labels.isEmpty || labels.count == y.count, "curve '\(name)': \(labels.count) labels of \(y.count) points")
        precondition(names.isEmpty || names.count == y.count, "curve '\(name)': \(names.count) names of \(y.count) points")
        self.name = name
        self.kind = kind
        self.x = x
        self.y = y
        self.low = low
        self.labels = labels
        self.names = names
        self.isReference = isReference
    }

    /// Over UTC nanoseconds, with `x: Axis(…, .time)`.
    public init(_ name: String, _ kind: Kind = .line, times: [Int64], y: [Double], low: [Double] = [], isReference: Bool = false)
    {
        self.init(name, kind, x: times.map { Double($0) }, y: y, low: low, isReference: isReference)
    }
}

/// Bars of one or more sets of values under the same names, from the top down in the order given.
public struct PlotBars: Sendable {
    public var categories: [String]
    public var sets: [(name: String, values: [Double])]
    /// One on top of the other instead of side by side.
    public var isStacked: Bool

    public init(_ categories: [String], _ sets: [(name: String, values: [Double])], isStacked: Bool = false) {
        for set in sets {
            precondition(set.values.count == categories.count, "bars '\(set.name)': \(set.values.count) of \(categories.count)")
        }
        self.categories = categories
        self.sets = sets
        self.isStacked = isStacked
    }
}

/// A table as colours.
public struct PlotHeatmap: Sendable {
    public var columns: [String]
    public var rows: [String]
    /// Row after row.
    public var values: [[Double]]
    /// Both ends of the colours; the middle of a range from below to above zero has the colour of the paper.
    public var range: ClosedRange<Double>?

    /// - Parameter range: such as `-1...1` for correlations; that of the values when absent.
    public init(columns: [String], rows: [String], values: [[Double]], range: ClosedRange<Double>? = nil) {
        precondition(
            values.count == rows.count && values.allSatisfy { $0.count == columns.count },
            "heatmap: values of another shape than names")
        self.columns = columns
        self.rows = rows
        self.values = values
        self.range = range
    }
}
