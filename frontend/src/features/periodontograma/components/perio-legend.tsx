/** What the lines and marks are. */
export const PerioLegend = ({ comparing }: { comparing: boolean }) => (
  <ul aria-label="Leyenda" className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-muted-foreground">
    <Item name="Margen" width={18}>
      <path className="pe-margin" d="M1 5H17" />
    </Item>
    <Item name="Fondo" width={18}>
      <path className="pe-depth" d="M1 5H17" />
    </Item>
    {comparing && (
      <Item name="Fondo anterior" width={18}>
        <path className="pe-before" d="M1 5H17" />
      </Item>
    )}
    <Item name="Bolsa ≥ 4 mm" width={14}>
      <rect className="pe-deep" width={14} height={10} />
    </Item>
    <Item name="Sangrado" width={10}>
      <circle className="pe-bop" cx={5} cy={5} r={3.2} />
    </Item>
    <Item name="Supuración" width={12}>
      <circle className="pe-pus" cx={6} cy={5} r={4.2} />
    </Item>
    <Item name="Placa" width={10}>
      <rect className="pe-pl" x={2} y={2} width={6} height={6} rx={1} />
    </Item>
  </ul>
);

const Item = ({ name, width, children }: { name: string; width: number; children: React.ReactNode }) => (
  <li className="flex items-center gap-1.5">
    <svg width={width} height={10} aria-hidden>
      {children}
    </svg>
    {name}
  </li>
);
