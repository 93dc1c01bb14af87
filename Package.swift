// swift-tools-version: 6.2
import PackageDescription

/// A module and what it may import; `Tests/TidyTests` reads the `import` lines and holds them to this table.
func module(_ name: String, _ dependencies: [String] = []) -> Target {
    .target(
        name: name,
        dependencies: dependencies.map { .init(stringLiteral: $0) },
        swiftSettings: [
            .enableUpcomingFeature("MemberImportVisibility"),
            // The core is confined to one thread and tested in debug, where overlapping accesses trap; checking them again at run
            // time costs a tenth of a backtest.
            .unsafeFlags(["-enforce-exclusivity=unchecked", "-cross-module-optimization"], .when(configuration: .release)),
        ])
}

func tests(_ name: String, _ dependencies: [String] = []) -> Target {
    .testTarget(
        name: name + "Tests",
        dependencies: ([name] + dependencies).map { .init(stringLiteral: $0) },
        exclude: ["Indicators", "Risk", "Optimization", "Numerics"].contains(name) ? ["Fixtures"] : [])
}

let package = Package(
    name: "perigee",
    products: [.executable(name: "perigee", targets: ["perigee"])],
    targets: [
        // C: the Lua boundary and system libraries.
        .target(
            name: "CLuaBridge",
            cSettings: [.define("_GNU_SOURCE"), .unsafeFlags(["-O2", "-ffp-contract=off"])],
            linkerSettings: [.linkedLibrary(":liblua5.4.a"), .linkedLibrary("m"), .linkedLibrary("dl"), .linkedLibrary("pthread")]),
        .target(name: "CLinearAlgebra", cSettings: [.define("_GNU_SOURCE")], linkerSettings: [.linkedLibrary("dl"), .linkedLibrary("pthread")]),
        .target(name: "CHiGHS", cSettings: [.define("_GNU_SOURCE")], linkerSettings: [.linkedLibrary("dl"), .linkedLibrary("pthread")]),
        .systemLibrary(name: "CCrypto"),
        .systemLibrary(name: "CYaml"),
        .systemLibrary(name: "CSQLite"),

        module("Money"),
        module("Market", ["Money"]),
        module("Numerics", ["CLinearAlgebra"]),
        module("Indicators", ["Numerics"]),
        module("Risk", ["Numerics"]),
        module("Experiments", ["Numerics", "Risk"]),
        module("Optimization", ["CHiGHS", "CLinearAlgebra", "Numerics", "Risk"]),
        module("Trading", ["Market", "Money"]),
        module("Kernel", ["Trading", "Market", "Money", "Risk"]),
        module(
            "Scripting",
            ["CLuaBridge", "Kernel", "Trading", "Market", "Money", "Indicators", "Numerics", "Risk", "Optimization"]),
        module("Simulation", ["Kernel", "Trading", "Market", "Money"]),
        module("Desk", ["Experiments", "Scripting", "Simulation", "Kernel", "Trading", "Market", "Money"]),
        module("Store", ["Market", "Money", "Numerics", "CCrypto"]),
        module("Configuration", ["CYaml", "Numerics"]),
        module("Journal", ["Desk", "Experiments", "Scripting", "Simulation", "Kernel", "Trading", "Market", "Money", "CSQLite", "CCrypto"]),
        module("Reporting", ["Risk", "Numerics"]),
        module(
            "Host",
            [
                "Scripting", "Simulation", "Store", "Configuration", "Journal", "Reporting", "Kernel", "Trading", "Market", "Money", "Indicators",
                "Risk", "Numerics", "Optimization", "Experiments", "Desk",
            ]),
        // The build id names the build in the id of each run.
        .executableTarget(name: "perigee", dependencies: ["Host"], linkerSettings: [.unsafeFlags(["-Xlinker", "--build-id=sha1"])]),
        .target(name: "CBench", cSettings: [.unsafeFlags(["-O2"])], linkerSettings: [.linkedLibrary(":liblua5.4.a"), .linkedLibrary("m")]),
        .executableTarget(
            name: "perigee-bench",
            dependencies: [
                "CBench", "CLinearAlgebra", "CLuaBridge", "Desk", "Host", "Journal", "Kernel", "Scripting", "Simulation", "Store", "Trading",
                "Market", "Money", "Numerics", "Optimization", "Risk",
            ], path: "Sources/Bench"),

        tests("Money"),
        tests("Market", ["Money"]),
        tests("Numerics"),
        tests("Indicators", ["Numerics"]),
        tests("Risk", ["Numerics"]),
        tests("Experiments", ["Numerics", "Risk"]),
        tests("Optimization", ["Numerics", "Risk"]),
        tests("Trading", ["Market", "Money"]),
        tests("Kernel", ["Trading", "Market", "Money"]),
        tests("Scripting", ["CLuaBridge", "Kernel", "Trading", "Market", "Money", "Indicators", "Numerics"]),
        tests("Simulation", ["Kernel", "Trading", "Market", "Money"]),
        tests("Desk", ["Experiments", "Scripting", "Simulation", "Kernel", "Trading", "Market", "Money", "Store"]),
        tests("Store", ["Market", "Money"]),
        tests("Configuration"),
        tests("Journal", ["Desk", "Experiments", "Scripting", "Simulation", "Kernel", "Trading", "Market", "Money"]),
        tests("Reporting", ["Risk"]),
        .testTarget(
            name: "AgreementTests", dependencies: ["Host", "Simulation", "Store", "Kernel", "Trading", "Market", "Money"],
            exclude: ["Fixtures", "Rules", "make_fixtures.py"]),
        .testTarget(name: "TidyTests"),
        tests(
            "Host",
            [
                "Desk", "Experiments", "Configuration", "Simulation", "Scripting", "Store", "Journal", "Reporting", "Kernel", "Trading",
                "Market", "Money", "Numerics", "Optimization", "Risk",
            ]),
    ],
    swiftLanguageModes: [.v6]
)
