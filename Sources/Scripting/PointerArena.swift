/// Plain memory that lives as long as this object: arrays and texts handed to C.
final class PointerArena {
    private var blocks: [UnsafeMutableRawPointer] = []

    func array<T>(_ values: [T]) -> UnsafeMutablePointer<T> {
        let pointer = UnsafeMutablePointer<T>.allocate(capacity: max(values.count, 1))
        pointer.initialize(from: values, count: values.count)
        blocks.append(UnsafeMutableRawPointer(pointer))
        return pointer
    }

    func text(_ text: String) -> UnsafeMutablePointer<CChar> {
        array(text.utf8.map { CChar(bitPattern: $0) } + [0])
    }

    deinit { for block in blocks { block.deallocate() } }
}
