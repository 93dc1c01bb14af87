extension HTMLScripts {
    /// The figures of a `PlotPage`, each drawn for the width that it has, and again when that or the colours change.
    static let plots = #"""
        (function () {
          if (!window.Plotly) return;
          const palette = ["accent", "series1", "series2", "series3", "series4", "good", "bad", "hold"];
          const hue = (index, count) => count <= palette.length ? color(palette[index])
            : "hsl(" + (index * 137.508 + 215) % 360 + "," + (index % 2 ? 45 : 62) + "%," + [52, 64, 42][index % 3] + "%)";
          const faint = ink => ink.startsWith("#") ? ink + "38" : ink.replace("hsl(", "hsla(").replace(")", ",0.22)");
          const ticks = axis => axis.format === "percent" ? ".4~%" : axis.format === "time" ? "" : ".4~g";
          const values = axis => axis.format === "percent" ? ".2%" : axis.format === "time" ? "%Y-%m-%d" : ".5~g";

          function axisOf(axis, more) {
            return Object.assign({ gridcolor: color("line"), zerolinecolor: color("line"), linecolor: color("line"),
              automargin: true, title: { text: plain(axis.title), font: { size: 12, color: color("dim") }, standoff: 8 },
              tickfont: { size: 11, color: color("dim") }, tickformat: ticks(axis), hoverformat: values(axis),
              type: axis.format === "time" ? "date" : axis.log ? "log" : "linear" }, axis.log ? { dtick: "D2" } : {}, more);
          }

          /// A state at a time is a plateau of height one over an axis of its own, below the curves.
          function spanTraces(spans) {
            const names = [...new Set(spans.map(span => span[0]))];
            return names.map((name, index) => {
              const own = spans.filter(span => span[0] === name), ink = hue(index, names.length);
              return { name: plain(name), type: "scatter", mode: "lines", line: { width: 0, color: ink }, fill: "tozeroy",
                fillcolor: faint(ink), x: own.flatMap(span => [span[1], span[1], span[2], span[2]]),
                y: own.flatMap(() => [0, 1, 1, 0]), yaxis: "y2", hoverinfo: "skip" };
            });
          }

          function curveTraces(figure, isNarrow) {
            const sets = figure.curves.filter(curve => !curve.reference);
            const shades = figure.spans ? spanTraces(figure.spans) : [];
            return shades.concat(figure.curves.flatMap(curve => {
              const name = plain(curve.name), own = curve.reference ? color("hold") : hue(sets.indexOf(curve), sets.length);
              const ink = figure.spans ? color("ink") : own;
              const trace = { name, x: curve.x, y: curve.y, type: "scatter", mode: "lines", line: { width: 1.8, color: ink } };
              if (curve.labels) Object.assign(trace, { hovertext: curve.labels.map(plain),
                hovertemplate: "%{hovertext}<extra>" + name + "</extra>" });
              if (curve.kind === "step") trace.line.shape = "hv";
              if (curve.kind === "scatter") Object.assign(trace, { mode: "markers", cliponaxis: false,
                marker: { size: curve.x.length > 60 ? 5 : curve.reference ? 7 : 11, color: ink,
                  line: { width: 1, color: color("card") } } });
              if (curve.names && !isNarrow) Object.assign(trace, { mode: "markers+text", text: curve.names.map(plain),
                textposition: "top center", textfont: { size: 10, color: color("dim") } });
              if (curve.kind === "area") Object.assign(trace, { stackgroup: "one", fillcolor: ink,
                line: { width: 0.4, color: color("card") } });
              if (curve.kind !== "band") return [trace];
              const edge = { width: 0, color: ink };
              return [{ x: curve.x, y: curve.low, type: "scatter", mode: "lines", line: edge, showlegend: false, hoverinfo: "skip" },
                Object.assign(trace, { line: edge, fill: "tonexty", fillcolor: faint(ink) })];
            }));
          }

          function barTraces(figure) {
            const names = figure.categories.map(plain);
            return figure.bars.map((set, index) => ({ type: "bar", orientation: "h", name: plain(set.name), y: names, x: set.values,
              marker: { color: hue(index, figure.bars.length) } }));
          }

          function heatTraces(figure) {
            const all = figure.heat.flat().filter(value => value !== null);
            const range = figure.range || [Math.min(...[0], ...limits(all)), Math.max(...[0], ...limits(all))];
            const size = Math.max(Math.abs(range[0]), Math.abs(range[1])) || 1, isTwoSided = range[0] < 0;
            const gap = figure.columns.length > 60 ? 0 : 1;
            return [{ type: "heatmap", x: figure.columns.map(plain), y: figure.rows.map(plain), z: figure.heat,
              zmin: isTwoSided ? -size : 0, zmax: size, xgap: gap, ygap: gap,
              colorscale: (isTwoSided ? [[0, color("bad")], [0.5, color("card")]] : [[0, color("card")]]).concat([[1, color("accent")]]),
              texttemplate: figure.columns.length <= 12 ? "%{z:" + (figure.y.format === "percent" ? ".1%" : ".2f") + "}" : undefined,
              hovertemplate: "%{y}, %{x}: %{z:" + values(figure.y) + "}<extra></extra>",
              colorbar: { thickness: 10, outlinewidth: 0, tickformat: ticks(figure.y),
                tickfont: { size: 11, color: color("dim") } } }];
          }
          function limits(all) {
            let low = Infinity, high = -Infinity;
            for (const value of all) { if (value < low) low = value; if (value > high) high = value; }
            return all.length ? [low, high] : [0];
          }

          function layoutOf(figure, traces, isNarrow) {
            const layout = { paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", height: isNarrow ? 320 : 420,
              margin: { l: isNarrow ? 40 : 56, r: isNarrow ? 8 : 16, t: 12, b: 40 },
              font: { family: getComputedStyle(document.body).fontFamily, size: 12, color: color("ink") },
              hoverlabel: { bgcolor: color("card"), bordercolor: color("line"), font: { color: color("ink"), size: 12 } },
              showlegend: traces.filter(trace => trace.showlegend !== false).length > 1, dragmode: isNarrow ? false : "zoom",
              legend: { orientation: "h", x: 0, y: 1, yanchor: "bottom", font: { size: 11 } },
              xaxis: axisOf(figure.x), yaxis: axisOf(figure.y) };
            if (figure.curves) {
              layout.hovermode = figure.curves.some(curve => curve.labels || curve.kind === "scatter") ? "closest" : "x unified";
              if (isNarrow) layout.xaxis.nticks = 5;
              if (figure.spans) {
                layout.yaxis.overlaying = "y2";
                layout.yaxis2 = { visible: false, range: [0, 1], fixedrange: true };
              }
              return layout;
            }
            const names = { type: "category", tickformat: "", hoverformat: "", title: { text: "" }, showgrid: false };
            if (figure.bars) {
              const lines = figure.stacked ? 1 : figure.bars.length;
              const row = lines > 1 ? 8 + 9 * lines : 22;
              layout.height = Math.max(120, 90 + figure.categories.length * row + (layout.showlegend ? 30 : 0));
              layout.barmode = figure.stacked ? "relative" : "group";
              layout.bargap = 0.28;
              layout.hovermode = "y unified";
              layout.xaxis = axisOf(figure.y, isNarrow ? { nticks: 5 } : {});
              layout.yaxis = axisOf(figure.y, Object.assign(names, { autorange: "reversed", type: "category", dtick: 1 }));
            } else {
              layout.height = Math.min(900, Math.max(220, 90 + figure.rows.length * (isNarrow ? 16 : 24)));
              layout.xaxis = axisOf(figure.x, Object.assign({}, names, { tickangle: figure.columns.length > 6 ? -60 : 0 }));
              layout.yaxis = axisOf(figure.y, Object.assign({}, names, { autorange: "reversed" }));
            }
            return layout;
          }

          function draw(place) {
            const figure = report[Number(place.dataset.plot)], isNarrow = place.clientWidth < 640;
            const traces = figure.curves ? curveTraces(figure, isNarrow) : figure.bars ? barTraces(figure) : heatTraces(figure);
            return Plotly.react(place, traces, layoutOf(figure, traces, isNarrow),
              { displaylogo: false, displayModeBar: false, responsive: true });
          }
          const places = [...document.querySelectorAll("[data-plot]")];
          for (const place of places) place.textContent = "";
          Promise.all(places.map(draw)).then(() => { document.documentElement.dataset.charts = "ready"; });
          matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => places.forEach(draw));
        })();
        """#
}
