/// The page's own JavaScript. Text of the result reaches the page through `textContent` only, and Plotly through `plain`, which
/// takes away the markup that Plotly would read.
enum HTMLScripts {
    /// What every page's scripts use.
    static let basis = #"""
        "use strict";
        const report = JSON.parse(document.getElementById("data").textContent);
        const byID = id => document.getElementById(id);
        const plain = text => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
        const color = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
        function fixed(value, decimals) {
          if (value === null) return "–";
          const parts = Math.abs(value).toFixed(decimals).split(".");
          parts[0] = parts[0].replace(/\B(?=(\d{3})+$)/g, ",");
          const text = parts.join(".");
          return value < 0 && /[1-9]/.test(text) ? "-" + text : text;
        }
        function trimmed(value) {
          const text = fixed(value, 6);
          return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
        }
        """#

    static let core = #"""

        report.axes = report.axes.map(steps => { let time = 0; return steps.map(step => time += step); });
        function stamp(time) {
          const text = new Date(time).toISOString();
          return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text.slice(0, 19).replace("T", " ");
        }
        """#

    static let trades = #"""
        (function () {
          const table = byID("trade-table");
          if (!table) return;
          const page = 1000;
          const columns = [
            ["Symbol", t => t[0], t => t[0], false], ["Side", t => t[2], t => t[2], false],
            ["Quantity", t => t[3], t => trimmed(t[3]), true],
            ["Entry", t => t[4], t => stamp(t[4]), false], ["Entry price", t => t[5], t => trimmed(t[5]), true],
            ["Exit", t => t[6], t => stamp(t[6]), false], ["Exit price", t => t[7], t => trimmed(t[7]), true],
            ["Fees", t => t[8], t => fixed(t[8], 2), true], ["Profit", t => t[9], t => fixed(t[9], 2), true],
            ["Return", t => t[10], t => t[10] === null ? "–" : fixed(t[10] * 100, 2) + " %", true],
            ["Exit for", t => t[11], t => t[1] === "open" ? "still open" : t[11], false],
            ["Lines", t => t[12], t => (t[12] || "–") + " / " + (t[13] || "–"), true]];
          const texts = report.trades.map(t => columns.map(c => c[2](t)).join(" ").toLowerCase());
          let order = report.trades.map((_, index) => index), limit = page, sortedBy = -1, direction = 1;

          function compare(a, b) {
            const x = columns[sortedBy][1](report.trades[a]), y = columns[sortedBy][1](report.trades[b]);
            if (x === y) return a - b;
            if (x === null || y === null) return x === null ? 1 : -1;
            return (x < y ? -1 : 1) * direction;
          }
          function draw() {
            const wanted = byID("filter").value.trim().toLowerCase().split(/\s+/);
            const found = order.filter(index => wanted.every(word => texts[index].includes(word)));
            const body = document.createElement("tbody");
            for (const index of found.slice(0, limit)) {
              const trade = report.trades[index], row = body.insertRow();
              columns.forEach((column, place) => {
                const cell = row.insertCell();
                cell.textContent = column[2](trade);
                if (column[3]) cell.className = "n";
                if (place === 8 || place === 9) cell.classList.add(trade[9] < 0 ? "bad" : "good");
              });
            }
            table.replaceChild(body, table.tBodies[0]);
            byID("more").hidden = found.length <= limit;
            byID("shown").textContent = Math.min(limit, found.length) + " of " + report.trades.length + " shown";
          }
          const heads = table.tHead.insertRow();
          columns.forEach((column, place) => {
            const head = document.createElement("th"), button = document.createElement("button");
            button.textContent = column[0];
            if (column[3]) head.className = "n";
            button.onclick = () => {
              direction = sortedBy === place ? -direction : 1;
              sortedBy = place;
              for (const other of heads.cells) other.removeAttribute("aria-sort");
              head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
              order.sort(compare);
              draw();
            };
            head.append(button);
            heads.append(head);
          });
          byID("filter").oninput = () => { limit = page; draw(); };
          byID("more").onclick = () => { limit += page; draw(); };
          draw();
        })();
        """#
}
