/// Tables and pictures of a computation as one HTML file that opens from disk without a network, in the dress of the report of a
/// backtest. The same page gives the same bytes: no clock, no random ids.
public struct PlotPage: Sendable {
    /// A figure of the first rank.
    public struct Tile: Sendable {
        public var label: String
        public var value: String
        /// What stands below, in small letters.
        public var note: String
        /// How it is defined: shown on hover.
        public var convention: String

        public init(_ label: String, _ value: String, note: String = "", convention: String = "") {
            self.label = label
            self.value = value
            self.note = note
            self.convention = convention
        }
    }

    public struct Table: Sendable {
        public var title: String
        public var columns: [String]
        /// Columns that hold words; the others hold numbers and are aligned right.
        public var textColumns: Set<Int>
        public var rows: [[String]]
        /// Below the table.
        public var hint: String

        public init(_ title: String, columns: [String], textColumns: Set<Int> = [0], rows: [[String]], hint: String = "") {
            self.title = title
            self.columns = columns
            self.textColumns = textColumns
            self.rows = rows
            self.hint = hint
        }
    }

    public var title: String
    /// One sentence below the title.
    public var lead: String
    /// Short facts below it: the data, the dates, the choices made.
    public var facts: [String]
    /// What a reader must know before believing the numbers.
    public var warnings: [String]
    public var tiles: [Tile]
    public var figures: [PlotFigure]
    public var tables: [Table]
    /// The last line.
    public var footer: String

    public init(
        title: String, lead: String = "", facts: [String] = [], warnings: [String] = [], tiles: [Tile] = [],
        figures: [PlotFigure] = [],
        tables: [Table] = [], footer: String = ""
    ) {
        self.title = title
        self.lead = lead
        self.facts = facts
        self.warnings = warnings
        self.tiles = tiles
        self.figures = figures
        self.tables = tables
        self.footer = footer
    }
}
