import CLuaBridge
import Indicators

/// What a script declares while its chunk runs: the series graph, parameters, triggers, streaming indicators.
public final class Declarations {
    var graph = SeriesGraph()
    /// Series by the number that Lua holds.
    var handles: [SeriesID] = []
    var sources: [SourceKey] = []
    var parameters: [ScriptParameter] = []
    var triggers: [(condition: SeriesID, mode: TriggerMode, line: Int)] = []
    var streams: [StreamingBox] = []
    let overrides: [(name: String, value: Double)]
    let symbols: [String]

    init(symbols: [String], overrides: [(name: String, value: Double)]) {
        self.symbols = symbols
        self.overrides = overrides
    }

    enum Value {
        case absent
        case number(Double)
        case integer(Int64)
        case boolean(Bool)
        case text(String)
        case series(SeriesID)
        case source(SourceKey)

        var kindName: String {
            switch self {
            case .absent: "nothing"
            case .number, .integer: "a number"
            case .boolean: "a boolean"
            case .text: "a text"
            case .series: "a series"
            case .source: "a source"
            }
        }

        var number: Double? {
            switch self {
            case .number(let x): x
            case .integer(let i): Double(i)
            default: nil
            }
        }
    }

    /// A mistake in a declaration; the bridge adds file and line.
    struct Mistake: Error {
        let text: String
        init(_ text: String) { self.text = text }
    }

    func handle(of id: SeriesID) -> Int32 {
        handles.append(id)
        return Int32(handles.count - 1)
    }
}

/// A streaming indicator that a script feeds itself.
final class StreamingBox {
    let descriptor: IndicatorDescriptor
    var indicator: any StreamingIndicator

    init(_ descriptor: IndicatorDescriptor, _ parameters: [Double]) {
        self.descriptor = descriptor
        indicator = descriptor.make(parameters)
    }
}
