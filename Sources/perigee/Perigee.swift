import Glibc
import Host

@main
enum Perigee {
    static func main() {
        exit(Program.run(Array(CommandLine.arguments.dropFirst())))
    }
}
