import Scripting

extension Command {
    static let api = Command(
        name: "api", summary: "Prints the script language: annotations for editors, or the reference.", usage: "--annotations | --reference | --measures",
        options: [
            Option("annotations", nil, "LuaCATS annotations, as in lua/perigee.lua"),
            Option("reference", nil, "Markdown, as in docs/lua-api.md"),
            Option("measures", nil, "the measures of results as Markdown, as in docs/measures.md"),
        ],
        examples: ["api --annotations", "api --reference"],
        run: { arguments in
            let chosen = ["annotations", "reference", "measures"].filter { arguments.has($0) }
            switch chosen {
            case ["annotations"]: Terminal.output(LuaAnnotations.text)
            case ["reference"]: Terminal.output(APIReference.markdown(LuaAnnotations.text))
            case ["measures"]: Terminal.output(MeasureReference.markdown())
            default: throw CommandError("perigee api: give one of --annotations, --reference, --measures")
            }
            return 0
        })
}
