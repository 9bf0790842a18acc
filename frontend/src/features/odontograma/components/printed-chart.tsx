import { useQuery } from "@tanstack/react-query";
import { Paper } from "@/entities/clinic/printed";
import { Chart } from "@/entities/odontogram/chart";
import { HatchPattern } from "@/entities/odontogram/drawn";
import type { CustomKind, Finding } from "@/entities/odontogram/findings";
import type { Indices, Odontogram } from "@/entities/odontogram/schema";
import { describe, nameOf } from "@/entities/odontogram/words";
import { patientQuery } from "@/entities/patient/queries";
import { documentLabel, documentNumber } from "@/entities/patient/words";
import { formatAge, formatDate, formatDateTime } from "@/lib/format";
import { Legend } from "./legend";

type PrintedProps = {
  patientId: number;
  chart: Odontogram | null;
  findings: readonly Finding[];
  /** None where the service has not counted what stands here. */
  indices: Indices | null;
  custom: readonly CustomKind[];
  ghosts: ReadonlySet<number>;
};

/** The chart on paper, in red and blue with its hatch: whose it is, what was found, and who signed it. */
export function PrintedChart({ patientId, chart, findings, indices, custom, ghosts }: PrintedProps) {
  const { data: patient } = useQuery(patientQuery(patientId));
  const teeth = [...new Set(findings.map(({ tooth }) => tooth))].sort((a, b) => a - b);
  return (
    <Paper>
      <h1>Odontograma</h1>
      {patient && (
        <p>
          {patient.full_name} · {documentLabel(patient)} {documentNumber(patient)}
          {patient.birth_date && ` · ${formatDate(patient.birth_date)} (${formatAge(patient.birth_date)})`}
        </p>
      )}
      <HatchPattern id="od-hatch-printed" />
      <Chart findings={findings} custom={custom} ghosts={ghosts} />
      <Legend className="printed-legend" />
      {indices && <Counted {...indices} />}
      <dl className="printed-found">
        {teeth.map((tooth) => (
          <div key={tooth}>
            <dt>{nameOf(tooth)}</dt>
            {findings
              .filter((item) => item.tooth === tooth)
              .map((item, index) => (
                <dd key={index}>
                  {describe(item, custom)}
                  {item.remark && `: ${item.remark}`}
                </dd>
              ))}
          </div>
        ))}
      </dl>
      <footer>
        {chart?.signed_by && chart.signed_at
          ? `Firmado por ${chart.signed_by.name}, ${formatDateTime(chart.signed_at)}. Huella del contenido firmado (SHA-256): ${chart.sha256}`
          : "Borrador sin firmar."}
      </footer>
    </Paper>
  );
}

const Counted = ({ cpo, ceo }: Indices) => (
  <p>
    CPO-D {cpo.total}: C {cpo.decayed.length}, P {cpo.missing.length}, O {cpo.filled.length} · ceo-d {ceo.total}: c{" "}
    {ceo.decayed.length}, e {ceo.extracted.length}, o {ceo.filled.length}
  </p>
);
