import Host

@main
enum Perigee {
    static func main() {}
}
