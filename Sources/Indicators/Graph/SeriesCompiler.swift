/// Makes the program of one space: gives each value a slot, and a slot to the next value once its last reader is done.
struct SeriesCompiler {
    /// Where columns outside the program are.
    struct Places {
        let source: (SourceKey, SeriesField) throws(GraphError) -> UnsafePointer<Double>
        /// Memory for a pinned node.
        let column: (SeriesID) -> UnsafeMutablePointer<Double>
        let alignment: (SeriesID) throws(GraphError) -> SeriesProgram.Alignment
    }

    private let graph: SeriesGraph
    private let demand: SeriesDemand
    private let space: SourceKey
    private let places: Places
    private var program: SeriesProgram
    private var slotOf: [Int]
    private var lastReader: [Int]
    private var isScratch: [Bool] = []
    private var free: [Int] = []

    static func compile(
        _ graph: SeriesGraph, _ demand: SeriesDemand, space: SourceKey, blockRows: Int, places: Places
    ) throws(GraphError) -> SeriesProgram {
        var compiler = SeriesCompiler(graph, demand, space, blockRows, places)
        compiler.findLastReaders()
        for index in graph.nodes.indices { try compiler.visit(SeriesID(index)) }
        if compiler.program.slots.isEmpty { _ = compiler.takeScratch() }
        if space == .native { compiler.connectWaiting() }
        return compiler.program
    }

    private init(_ graph: SeriesGraph, _ demand: SeriesDemand, _ space: SourceKey, _ blockRows: Int, _ places: Places) {
        self.graph = graph
        self.demand = demand
        self.space = space
        self.places = places
        program = SeriesProgram(blockRows: blockRows, triggers: space == .native ? demand.triggers : [])
        slotOf = Array(repeating: -1, count: graph.count)
        lastReader = slotOf
    }

    private func isHere(_ id: SeriesID) -> Bool { graph.spaces[id.index] == space }

    private mutating func findLastReaders() {
        for index in graph.nodes.indices where demand.values[index] && isHere(SeriesID(index)) {
            for input in graph.inputs(of: SeriesID(index)) { lastReader[input.index] = index }
        }
        guard space == .native else { return }
        for trigger in demand.triggers {
            let root = trigger.condition
            let read = SeriesDemand.isFused(trigger, graph) ? graph.inputs(of: root) : [root]
            for id in read { lastReader[id.index] = Swift.max(lastReader[id.index], root.index) }
        }
        for id in demand.triggers.flatMap(\.ready) { lastReader[id.index] = graph.count }
    }

    private mutating func connectWaiting() {
        for (number, trigger) in demand.triggers.enumerated() {
            for id in trigger.ready { program.scanner.wait(number, slot: slotOf[id.index]) }
        }
    }

    private mutating func visit(_ id: SeriesID) throws(GraphError) {
        let isConstant = graph.spaces[id.index] == nil
        if isConstant ? (lastReader[id.index] >= 0 || space == .native) : isHere(id) {
            if demand.values[id.index] { try compute(id) }
            if space == .native { scan(id) }
            for input in graph.inputs(of: id) where lastReader[input.index] == id.index { release(input) }
            if lastReader[id.index] <= id.index { release(id) }
        }
    }

    private mutating func release(_ id: SeriesID) {
        let slot = slotOf[id.index]
        if slot >= 0 && isScratch[slot] && !free.contains(slot) && !demand.pinned[id.index] { free.append(slot) }
    }

    private mutating func addSlot(_ pointer: UnsafeMutablePointer<Double>, scratch: Bool) -> Int {
        program.slots.append(pointer)
        isScratch.append(scratch)
        return program.slots.count - 1
    }

    private mutating func takeScratch() -> Int {
        if let slot = free.popLast() { return slot }
        return addSlot(program.storage.allocate(program.blockRows, filledWith: .nan), scratch: true)
    }

    /// The slot that the node writes: its column if it is pinned, else a scratch block.
    private mutating func place(_ id: SeriesID) -> Int {
        if !demand.pinned[id.index] {
            slotOf[id.index] = takeScratch()
        } else {
            let base = places.column(id)
            slotOf[id.index] = addSlot(base, scratch: false)
            program.moving.append(.init(slot: slotOf[id.index], base: base))
        }
        return slotOf[id.index]
    }

    private mutating func emit(_ operation: SeriesInstruction.Operation, _ id: SeriesID) {
        let inputs = graph.inputs(of: id).map { slotOf[$0.index] }
        var step = SeriesInstruction(operation: operation)
        if let x = inputs.first, x >= 0 { step.x = x }
        if inputs.count > 1 { step.y = inputs[1] }
        if inputs.count > 2 { step.z = inputs[2] }
        step.out = place(id)
        program.instructions.append(step)
    }

    private mutating func compute(_ id: SeriesID) throws(GraphError) {
        switch graph.nodes[id.index] {
        case .source(let key, let field):
            let base = UnsafeMutablePointer(mutating: try places.source(key, field))
            slotOf[id.index] = addSlot(base, scratch: false)
            program.moving.append(.init(slot: slotOf[id.index], base: base))
        case .constant(let bits, _): constant(id, Double(bitPattern: bits))
        case .lag(_, let bars):
            program.rings.append(LagRing(capacity: bars, in: program.storage))
            emit(.lag(ring: program.rings.count - 1), id)
        case .unary(let operation, _): emit(.unary(operation), id)
        case .binary(let operation, _, _): emit(.binary(operation), id)
        case .comparison(let operation, _, _): emit(.comparison(operation), id)
        case .cross(let direction, _, _):
            program.crosses.append(CrossState())
            emit(.cross(direction, state: program.crosses.count - 1), id)
        case .logic(let operation, _, _): emit(.logic(operation), id)
        case .not: emit(.not, id)
        case .trend(let direction, _, let window):
            program.trends.append(TrendState(direction: direction, window: window))
            emit(.trend(state: program.trends.count - 1), id)
        case .choice: emit(.choice, id)
        case .fillForward:
            program.lastFinite.append(.nan)
            emit(.fillForward(state: program.lastFinite.count - 1), id)
        case .align(let input):
            program.alignments.append(try places.alignment(input))
            emit(.align(program.alignments.count - 1), id)
        case .output(let number, _): if slotOf[id.index] < 0 { call(number) }
        }
    }

    private mutating func constant(_ id: SeriesID, _ value: Double) {
        if demand.pinned[id.index] && space == .native {
            emit(.fill(value), id)
        } else {
            slotOf[id.index] = addSlot(program.storage.allocate(program.blockRows, filledWith: value), scratch: false)
        }
    }

    /// Runs with the first output that is needed; outputs that nobody reads share memory with whatever comes next.
    private mutating func call(_ number: Int) {
        let instance = graph.instances[number]
        var outputs: [Int] = []
        var unread: [Int] = []
        for index in instance.descriptor.outputs.indices {
            let id = instance.output(index)
            if demand.values[id.index] {
                outputs.append(place(id))
            } else {
                unread.append(takeScratch())
                outputs.append(unread[unread.count - 1])
            }
        }
        program.calls.append(
            IndicatorCall(
                instance.descriptor.make(instance.parameters), inputs: instance.inputs.map { slotOf[$0.index] },
                outputs: outputs, slots: program.slots, in: program.storage))
        program.instructions.append(SeriesInstruction(operation: .indicator(program.calls.count - 1)))
        free.append(contentsOf: unread)
    }

    private mutating func scan(_ id: SeriesID) {
        for (number, trigger) in demand.triggers.enumerated() where trigger.condition == id {
            var step: SeriesInstruction
            switch graph.nodes[id.index] {
            case .cross(let direction, let x, let y):
                program.crosses.append(CrossState())
                step = .init(operation: .scanCross(direction, state: program.crosses.count - 1, trigger: number))
                (step.x, step.y) = (slotOf[x.index], slotOf[y.index])
            case .comparison(let operation, let x, let y):
                step = .init(operation: .scanComparison(operation, trigger: number))
                (step.x, step.y) = (slotOf[x.index], slotOf[y.index])
            default:
                step = .init(operation: .scanCondition(trigger: number))
                step.x = slotOf[id.index]
            }
            program.instructions.append(step)
        }
    }
}
