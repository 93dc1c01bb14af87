/// A function of a library: how it is called, what documents it, and what it does.
struct NativeFunction: Sendable {
    struct Parameter: Sendable {
        let name: String
        /// As LuaCATS writes it.
        let type: String
        let note: String
    }
    /// With its library: `stats.mean`.
    let name: String
    /// One sentence or two.
    let summary: String
    let parameters: [Parameter]
    /// Named options in a table after the parameters.
    let options: [Parameter]
    /// Type and note of each result.
    let results: [Parameter]
    private let body: @Sendable (NativeCall) throws -> [NativeValue]

    init(
        _ name: String, _ summary: String, _ parameters: [Parameter], options: [Parameter] = [], results: [Parameter],
        _ body: @escaping @Sendable (NativeCall) throws -> [NativeValue]
    ) {
        self.name = name
        self.summary = summary
        self.parameters = parameters
        self.options = options
        self.results = results
        self.body = body
    }

    func call(_ arguments: [NativeValue]) throws -> [NativeValue] {
        try body(NativeCall(name, arguments, positions: parameters.count, known: options.map(\.name)))
    }
}

extension NativeFunction.Parameter {
    static func vector(_ name: String, _ note: String) -> Self { .init(name: name, type: "Array|number[]", note: note) }
    static func matrix(_ name: String, _ note: String) -> Self { .init(name: name, type: "Array", note: note) }
    static func number(_ name: String, _ note: String) -> Self { .init(name: name, type: "number", note: note) }
    static func whole(_ name: String, _ note: String) -> Self { .init(name: name, type: "integer", note: note) }
    static func text(_ name: String, _ note: String) -> Self { .init(name: name, type: "string", note: note) }
    static func flag(_ name: String, _ note: String) -> Self { .init(name: name, type: "boolean", note: note) }
    static func table(_ name: String, _ note: String) -> Self { .init(name: name, type: "table", note: note) }
    static func each(_ name: String, _ note: String) -> Self { .init(name: name, type: "number|Array|number[]|table<string, number>", note: note) }
}
