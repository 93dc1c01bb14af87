import Configuration
import Experiments
import Glibc
import Journal
import Numerics
import Optimization
import Risk
import Scripting
import Store

/// The program: finds the command, runs it, and turns what went wrong into a message and an exit code.
public enum Program {
    static let commands: [Command] = [
        .backtest, .run, .ab, .runs, .replay, .why, .bisect, .check, .test, .new, .indicator, .metrics,
        .risk, .covariance, .correlation, .regime, .optimize, .generate, .ctl, .top, .api,
    ]

    /// - Returns: 0 ok, 1 failed, 2 the user's mistake.
    public static func run(_ words: [String]) -> Int32 {
        guard let name = words.first else {
            Terminal.output(help)
            return 2
        }
        switch name {
        case "--help", "-h", "help":
            if words.count > 1, let command = commands.first(where: { $0.name == words[1] }) {
                Terminal.output(command.help)
            } else {
                Terminal.output(help)
            }
            return 0
        case "--version", "version":
            Terminal.output("perigee \(Build.identity)\n")
            return 0
        default: break
        }
        guard let command = commands.first(where: { $0.name == name }) else {
            let near = nearestName(to: name, among: commands.map(\.name)).map { ": did you mean '\($0)'?" } ?? ""
            Terminal.error("perigee: unknown command '\(name)'\(near)\nTry: perigee --help\n")
            return 2
        }
        let rest = Array(words.dropFirst())
        if rest.contains("--help") || rest.contains("-h") {
            Terminal.output(command.help)
            return 0
        }
        return run(command, rest)
    }

    private static func run(_ command: Command, _ words: [String]) -> Int32 {
        do {
            return try command.run(Arguments(words, for: command))
        } catch let error as CommandError {
            Terminal.error(error.message + "\n")
            return error.exitCode
        } catch let error as DataError {
            Terminal.error(error.description + "\n")
            return 2
        } catch let error as YAMLError {
            Terminal.error(error.description + "\n")
            return 2
        } catch let error as ScriptError {
            Terminal.error(error.description + "\n")
            return 2
        } catch let error as JournalError {
            Terminal.error(error.description + "\n")
            return [.diskFull, .failed].contains(error.kind) ? 1 : 2
        } catch let error where isMistake(error) {
            Terminal.error("perigee \(command.name): \(error)\n")
            return 2
        } catch {
            Terminal.error("perigee: \(error)\n")
            return 1
        }
    }

    /// Whether the error says what the user gave that a computation cannot work with.
    private static func isMistake(_ error: any Error) -> Bool {
        error is BadRiskInput || error is BadProblem || error is StatisticsError || error is ExperimentError
    }

    private static var help: String {
        var text = "Perigee runs trading strategies written in Lua.\n\nUsage: perigee COMMAND …\n\nCommands:\n"
        for command in commands { text += "  \(command.name)\(String(repeating: " ", count: 12 - command.name.count))\(command.summary)\n" }
        text += "\nFirst steps:\n  perigee backtest strategies/trading/sma_cross.lua --data examples/data/sp500.csv\n"
        text += "  perigee new strategy my_idea && perigee check my_idea.lua\n\nEach command explains itself: perigee COMMAND --help\n"
        return text
    }
}
