enum HTMLStyle {
    static let sheet = #"""
        :root { --bg:#f7f8fa; --card:#fff; --ink:#16202c; --dim:#5d6b7a; --line:#dfe4ea; --accent:#1f6feb; --hold:#8a97a6;
          --good:#14804a; --bad:#c5303b; --warn:#9a6700; --up:20,128,74; --down:197,48,59; --series1:#d97706; --series2:#7c3aed;
          --series3:#0d9488; --series4:#be185d; }
        @media (prefers-color-scheme: dark) { :root { --bg:#0e141b; --card:#161e28; --ink:#e3e9f0; --dim:#93a1b1; --line:#2a3542;
          --accent:#5b9dff; --hold:#7d8b9b; --good:#43c583; --bad:#ff6b72; --warn:#e3b341; --up:52,176,114; --down:236,86,94;
          --series1:#f5a742; --series2:#b393ff; --series3:#3ecfbf; --series4:#f472b6; } }
        * { box-sizing:border-box }
        html { -webkit-text-size-adjust:100% }
        body { margin:0; background:var(--bg); color:var(--ink);
          font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Noto Sans CJK JP",sans-serif }
        main { max-width:1240px; margin:0 auto; padding:28px 24px 48px }
        h1 { font-size:26px; line-height:1.2; margin:0 0 4px; overflow-wrap:anywhere }
        h2 { font-size:17px; margin:0 0 12px }
        h3 { font-size:14px; margin:0 0 6px }
        p { margin:0 0 8px }
        section { margin-top:36px }
        code,.mono { font-family:ui-monospace,SFMono-Regular,Menlo,"DejaVu Sans Mono",monospace; font-size:.92em }
        .lead { font-size:16px; color:var(--dim); overflow-wrap:anywhere }
        .facts { display:flex; flex-wrap:wrap; gap:4px 18px; color:var(--dim); font-size:13px; overflow-wrap:anywhere }
        .dim,.hint { color:var(--dim) } .hint { font-size:13px; margin-top:8px }
        .good { color:var(--good) } .bad { color:var(--bad) } .warning { color:var(--warn) }
        .finding { background:var(--card); border:1px solid var(--line); border-left:4px solid var(--dim); border-radius:6px;
          padding:12px 16px; margin:0 0 10px; overflow-wrap:anywhere }
        .finding p { margin:0; color:var(--dim) }
        .finding.critical { border-left-color:var(--bad) } .finding.warning { border-left-color:var(--warn); color:inherit }
        .finding.note { border-left-color:var(--accent) }
        .badge { display:inline-block; font-size:11px; font-weight:600; letter-spacing:.04em; text-transform:uppercase;
          color:var(--dim); margin-right:10px }
        .critical .badge { color:var(--bad) } .warning .badge { color:var(--warn) } .note .badge { color:var(--accent) }
        .tiles { display:grid; grid-template-columns:repeat(4,1fr); gap:12px; margin-top:28px }
        .tile,.card { background:var(--card); border:1px solid var(--line); border-radius:8px; padding:14px 16px; min-width:0 }
        .tile { display:flex; flex-direction:column }
        .tile .label,.tile .note { font-size:12px; color:var(--dim) }
        .tile strong { font-size:22px; line-height:1.3; font-weight:650; font-variant-numeric:tabular-nums; white-space:nowrap }
        .cards { columns:340px; column-gap:14px } .cards .card { break-inside:avoid; margin-bottom:14px }
        .cards.wide { columns:auto; display:grid; gap:14px; grid-template-columns:repeat(auto-fit,minmax(340px,1fr)) }
        .cards.wide .card { margin:0 }
        table { border-collapse:collapse; width:100%; font-size:13px; font-variant-numeric:tabular-nums }
        th,td { text-align:left; padding:5px 12px 5px 0; vertical-align:top }
        th { color:var(--dim); font-weight:500; white-space:nowrap }
        .n { text-align:right; white-space:nowrap } .n.dim { color:var(--dim) }
        .scroll { overflow-x:auto; background:var(--card); border:1px solid var(--line); border-radius:8px; padding:6px 14px }
        .scroll td { border-top:1px solid var(--line) }
        .scroll th:last-child,.scroll td:last-child { padding-right:0 }
        .scroll td { white-space:nowrap }
        .scroll td.long { white-space:normal; overflow-wrap:anywhere; min-width:260px; max-width:560px }
        .metrics tr { position:relative } .metrics tbody tr { outline:none; cursor:help }
        .metrics td,.metrics th { border-top:1px solid var(--line); padding-right:0; padding-left:8px }
        .metrics td:first-child { padding-left:0 } .metrics thead th { border:0; font-size:12px }
        .tip { display:none; position:absolute; left:0; right:0; top:100%; z-index:5; background:var(--ink); color:var(--bg);
          padding:8px 10px; border-radius:6px; font-size:12px; white-space:normal; cursor:auto }
        .metrics tr:hover .tip,.metrics tr:focus .tip { display:block }
        .metrics tbody tr:hover,.metrics tbody tr:focus { background:color-mix(in srgb,var(--accent) 9%,transparent) }
        .heat { font-size:12px; min-width:620px } .heat th { padding:4px 6px; text-align:right }
        .scroll .heat td { border:2px solid var(--card) }
        .heat td { text-align:right; padding:4px 6px; border-radius:6px }
        .heat tbody th { position:sticky; left:0; background:var(--card) }
        .heat .up { background:rgba(var(--up),var(--a)) } .heat .down { background:rgba(var(--down),var(--a)) }
        .heat td:last-child,.scroll .heat td:last-child { font-weight:600; padding-right:6px }
        .bar { display:flex; flex-wrap:wrap; gap:10px 16px; align-items:center; margin-bottom:10px; font-size:13px }
        .group { display:inline-flex } .group button { border-radius:0; margin-left:-1px }
        .group button:first-child { border-radius:6px 0 0 6px }
        .group button:last-child { border-radius:0 6px 6px 0 }
        button,select,input[type=search] { font:inherit; font-size:13px; color:inherit; background:var(--card);
          border:1px solid var(--line);
          border-radius:6px; padding:5px 11px; max-width:100% }
        input[type=search] { width:280px } button { cursor:pointer }
        button:hover { border-color:var(--accent); color:var(--accent) }
        #more { margin-top:10px }
        #figure { background:var(--card); border:1px solid var(--line); border-radius:8px; padding:10px 12px; overflow:hidden }
        .plot { background:var(--card); border:1px solid var(--line); border-radius:8px; padding:10px 12px; overflow:hidden }
        h2 + .hint, h2 ~ .hint:has(+ .plot) { margin:-8px 0 10px }
        figure { margin:0 0 14px } figcaption { font-size:13px; color:var(--dim); margin-bottom:6px }
        figcaption strong { color:var(--ink) }
        figure svg { display:block; width:100%; height:200px }
        .axis { display:flex; justify-content:space-between; font-size:12px; color:var(--dim) }
        polyline { fill:none; stroke-width:1.5; vector-effect:non-scaling-stroke; stroke:var(--accent) }
        .hold { stroke:var(--hold) } .drawdown { stroke:var(--bad) } .gain { fill:var(--accent) } .loss { fill:var(--bad) }
        #trade-table th { padding-top:2px; padding-bottom:2px }
        #trade-table th button { border:0; background:none; padding:4px 0; font-weight:500; color:var(--dim) }
        #trade-table th[aria-sort] button { color:var(--ink) } #trade-table th[aria-sort=ascending] button::after { content:" ↑" }
        #trade-table th[aria-sort=descending] button::after { content:" ↓" }
        footer { margin-top:40px; color:var(--dim); font-size:13px; overflow-wrap:anywhere }
        @media (max-width:900px) { .tiles { grid-template-columns:repeat(2,1fr) } }
        @media (max-width:600px) { main { padding:18px 12px 36px } h1 { font-size:22px } .tiles { gap:8px }
          .tile { padding:10px 12px } .tile strong { font-size:19px } .cards.wide { grid-template-columns:1fr }
          #figure,.plot { padding:4px 0 } input[type=search] { width:100% } .heat { font-size:11px } }
        @media print { :root { --bg:#fff; --card:#fff; --ink:#000; --dim:#444; --line:#ccc } main { max-width:none; padding:0 }
        .screen { display:none }
          section { break-inside:auto } .card,.tile,.finding,figure,tr { break-inside:avoid } .scroll { overflow:visible }
          * { -webkit-print-color-adjust:exact; print-color-adjust:exact } }
        """#
}
