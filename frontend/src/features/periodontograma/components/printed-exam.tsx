import { useQuery } from "@tanstack/react-query";
import { Paper } from "@/entities/clinic/printed";
import { patientQuery } from "@/entities/patient/queries";
import { documentLabel, documentNumber } from "@/entities/patient/words";
import { PerioChart } from "@/entities/periodontogram/chart";
import type { PeriodontalIndices, PeriodontalTooth, Periodontogram } from "@/entities/periodontogram/schema";
import { formatDateTime, formatPercent } from "@/lib/format";

type PrintedProps = {
  patientId: number;
  sheet: Periodontogram | null;
  teeth: readonly PeriodontalTooth[];
  indices: PeriodontalIndices;
};

/** The exam on paper: whose it is, its drawing, what it adds up to, and who signed it. */
export function PrintedExam({ patientId, sheet, teeth, indices }: PrintedProps) {
  const { data: patient } = useQuery(patientQuery(patientId));
  const share = (percent: string | null) => (percent === null ? "sin medir" : formatPercent(percent));
  return (
    <Paper>
      <h1>Periodontograma</h1>
      {patient && (
        <p>
          {patient.full_name} · {documentLabel(patient)} {documentNumber(patient)}
        </p>
      )}
      <PerioChart teeth={teeth} />
      <p>
        Sangrado {share(indices.bleeding_percent)} · placa {share(indices.plaque_percent)} · bolsas de 4 mm o más:{" "}
        {indices.deep_4} de {indices.sites} sitios · de 6 mm o más: {indices.deep_6}
      </p>
      <footer>
        {sheet?.signed_by && sheet.signed_at
          ? `Firmado por ${sheet.signed_by.name}, ${formatDateTime(sheet.signed_at)}.`
          : "Borrador sin firmar."}
      </footer>
    </Paper>
  );
}
