/// The nodes of one space as instructions over slots, with all the memory they need. A block of rows passes through all
/// instructions before the next one, so intermediate columns are a block long and stay in the cache; live, a block is one row.
///
/// A value, because the exclusivity checks of a class cost more than a live step; it has memory, so a copy must not run too.
struct SeriesProgram {
    /// A slot whose pointer moves with the rows: a raw column or a kept one.
    struct Moving {
        let slot: Int
        let base: UnsafeMutablePointer<Double>
    }

    struct Alignment {
        /// The foreign column.
        let column: UnsafePointer<Double>
        /// Native row → foreign row, or −1.
        let rows: UnsafePointer<Int32>
    }

    let storage = ColumnStorage()
    let blockRows: Int
    var instructions: [SeriesInstruction] = []
    var slots: [UnsafeMutablePointer<Double>] = []
    var moving: [Moving] = []
    var rings: [LagRing] = []
    var crosses: [CrossState] = []
    var trends: [TrendState] = []
    var lastFinite: [Double] = []
    var alignments: [Alignment] = []
    var calls: [IndicatorCall] = []
    var scanner: TriggerScanner
    let hasTriggers: Bool

    init(blockRows: Int, triggers: [SeriesTrigger]) {
        self.blockRows = blockRows
        scanner = TriggerScanner(triggers, blockRows: blockRows, in: storage)
        hasTriggers = !triggers.isEmpty
    }

    /// Computes `count` rows, at most a block, from `row` on.
    /// - Parameter offset: where these rows are in the moving columns.
    mutating func run(row: Int, offset: Int, count: Int, firings: inout [TriggerSchedule.Firing]) {
        for column in moving { slots[column.slot] = column.base + offset }
        for index in instructions.indices { execute(instructions[index], offset, count) }
        if hasTriggers { scanner.collect(row: row, count: count, slots: slots, into: &firings) }
    }

    private mutating func execute(_ step: SeriesInstruction, _ offset: Int, _ count: Int) {
        let (x, y, out) = (slots[step.x], slots[step.y], slots[step.out])
        switch step.operation {
        case .fill(let value): out.update(repeating: value, count: count)
        case .lag(let ring): rings[ring].run(x, out, count)
        case .unary(let operation): operation.run(x, out, count)
        case .binary(let operation): operation.run(x, y, out, count)
        case .comparison(let operation): operation.run(x, y, out, count)
        case .cross(let direction, let state): crosses[state].run(direction, x, y, out, count)
        case .logic(let operation): operation.run(x, y, out, count)
        case .not: LogicOperation.runNot(x, out, count)
        case .trend(let state): trends[state].run(x, out, count)
        case .choice: LogicOperation.runChoice(x, y, slots[step.z], out, count)
        case .fillForward(let state): fillForward(state, x, out, count)
        case .align(let index): align(alignments[index], out, offset, count)
        case .indicator(let index): calls[index].run(slots, count)
        case .scanCross(let direction, let state, let trigger):
            crosses[state].runMask(direction, x, y, scanner.mask(trigger), spare: scanner.spare, count)
        case .scanComparison(let operation, let trigger):
            ConditionMask.run(operation, x, y, scanner.mask(trigger), count)
        case .scanCondition(let trigger): ConditionMask.runTrue(x, scanner.mask(trigger), count)
        }
    }

    private mutating func fillForward(
        _ state: Int, _ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>, _ count: Int
    ) {
        var last = lastFinite[state]
        for row in 0..<count {
            last = x[row].isFinite ? x[row] : last
            out[row] = last
        }
        lastFinite[state] = last
    }

    private func align(_ alignment: Alignment, _ out: UnsafeMutablePointer<Double>, _ offset: Int, _ count: Int) {
        let rows = alignment.rows + offset
        for row in 0..<count {
            let source = Int(rows[row])
            out[row] = source < 0 ? .nan : alignment.column[source]
        }
    }
}
