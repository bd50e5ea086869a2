package org.fedrange.simulator.report;

/** How pages look: light, dark and on paper. */
public final class Style {
    /** The style sheet. */
    public static final String CSS = """
            :root { color-scheme: light dark; --ink: #1b1f24; --paper: #ffffff; --soft: #5b6470; --rule: #d5dae0; --heat: 30, 110, 180;
              --c0: #1f6fb4; --c1: #c2410c; --c2: #15803d; --c3: #7e22ce; --c4: #a16207; --c5: #be123c; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --paper: #14171b; --soft: #9aa4b1; --rule: #353b44; --heat: 90, 165, 235;
              --c0: #6db3f2; --c1: #fb923c; --c2: #4ade80; --c3: #c084fc; --c4: #facc15; --c5: #fb7185; } }
            body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 1100px; margin: 2rem auto; padding: 0 1rem; }
            h1 { margin-bottom: .3rem; } h2 { margin-top: 2.2rem; } .lead { font-size: 1.15rem; } p, footer, li { color: var(--soft); } .lead { color: var(--ink); }
            .scroll, .wide { overflow-x: auto; } .wide svg { min-width: 800px; } table { border-collapse: collapse; margin: .6rem 0; font-size: .92rem; }
            th, td { border: 1px solid var(--rule); padding: .35rem .45rem; text-align: right; vertical-align: top; }
            th[scope=row], thead th:first-child, th.word, .word { text-align: left; } thead th { max-width: 11rem; overflow-wrap: break-word; }
            td small { display: block; color: var(--soft); font-size: .78rem; } td:not(.word) small { white-space: nowrap; } .heat { font-variant-numeric: tabular-nums; } .heat small { color: inherit; opacity: .8; }
            .h0 { background: rgba(var(--heat), .02); } .h1 { background: rgba(var(--heat), .05); } .h2 { background: rgba(var(--heat), .08); }
            .h3 { background: rgba(var(--heat), .12); } .h4 { background: rgba(var(--heat), .16); } .h5 { background: rgba(var(--heat), .2); }
            .h6 { background: rgba(var(--heat), .25); } .h7 { background: rgba(var(--heat), .31); } .h8 { background: rgba(var(--heat), .38); }
            .h9 { background: rgba(var(--heat), .45); } .h10 { background: rgba(var(--heat), .52); }
            .charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(430px, 1fr)); gap: 1rem; } figure { margin: 0; break-inside: avoid; }
            figcaption { font-weight: 600; } svg { width: 100%; height: auto; } rect { fill: currentColor; } svg text { font: 11px system-ui, sans-serif; fill: var(--ink); }
            .grid { stroke: var(--rule); } polyline { fill: none; stroke-width: 2; stroke: currentColor; } .band { fill: currentColor; opacity: .15; stroke: none; }
            .c0 { color: var(--c0); } .c1 { color: var(--c1); } .c2 { color: var(--c2); } .c3 { color: var(--c3); } .c4 { color: var(--c4); } .c5 { color: var(--c5); }
            .panel { display: none; } .panel:target { display: block; border-left: 3px solid var(--c0); padding-left: 1rem; } a { color: inherit; } .id { white-space: nowrap; text-decoration: none; border-bottom: 1px dotted; }
            th small { display: block; color: var(--soft); font-size: .78rem; font-weight: normal; } .outcome { font-weight: 600; white-space: nowrap; }
            .held { color: var(--c2); } .did-not-hold { color: var(--c5); }
            .k0 { opacity: .12; } .k1 { opacity: .35; } .k2 { opacity: .55; } .k3 { opacity: .75; } .k4 { opacity: 1; }
            @media print { body { max-width: none; margin: 0; } section { break-inside: auto; } tr { break-inside: avoid; } h2, h2 + p { break-after: avoid; }
              .heat { print-color-adjust: exact; }  }
            """;

    private Style() {}
}
