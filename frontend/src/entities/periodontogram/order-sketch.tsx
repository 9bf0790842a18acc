/** The order of entry, drawn small. */
export function OrderSketch() {
  const rows = [
    [12, "1", "18", "28", 1],
    [32, "2", "18", "28", -1],
    [54, "3", "48", "38", 1],
    [74, "4", "48", "38", -1],
  ] as const;
  return (
    <svg
      className="od h-auto w-full"
      viewBox="0 0 292 84"
      role="img"
      aria-label="De 18 a 28 por vestibular, de vuelta por palatino; de 48 a 38 por lingual, de vuelta por vestibular"
    >
      {rows.map(([y, n, from, to, way]) => (
        <g key={n}>
          <text className="od-cap" x={14} y={y + 4} textAnchor="end">
            {from}
          </text>
          <text className="od-cap" x={278} y={y + 4}>
            {to}
          </text>
          <path className="pe-path" d={`M26 ${y}H266`} />
          <path className="pe-path" d={`M${way > 0 ? 260 : 32} ${y - 4}l${6 * way} 4l${-6 * way} 4`} />
          <circle className="pe-order" cx={146} cy={y} r={8} />
          <text className="pe-order-t" x={146} y={y + 4}>
            {n}
          </text>
        </g>
      ))}
      <path
        className="pe-path pe-turn"
        d="M266 12C275 12 275 32 266 32M266 54C275 54 275 74 266 74M26 32C16 34 16 52 26 54"
      />
    </svg>
  );
}
