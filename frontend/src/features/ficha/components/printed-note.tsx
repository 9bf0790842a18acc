import { useQuery } from "@tanstack/react-query";
import { Paper } from "@/entities/clinic/printed";
import { patientQuery } from "@/entities/patient/queries";
import { documentLabel, documentNumber } from "@/entities/patient/words";
import type { Note } from "@/entities/record/schema";
import { certaintyOf, VISIT_LABEL } from "@/entities/record/words";
import { formatAge, formatDate, formatDateTime } from "@/lib/format";
import { FilledForm } from "./filled-form";
import { NOTE_PARTS } from "./note-text";

/** A signed note on paper: whose it is, what it says, who signed it, and what was added. */
export function PrintedNote({ note }: { note: Note }) {
  // The file it is printed from holds it already.
  const { data: patient } = useQuery(patientQuery(note.patient_id));
  return (
    <Paper>
      <h1>Nota clínica</h1>
      {patient && (
        <p>
          {patient.full_name} · {documentLabel(patient)} {documentNumber(patient)}
          {patient.birth_date && ` · ${formatDate(patient.birth_date)} (${formatAge(patient.birth_date)})`}
        </p>
      )}
      <h2>{note.reason}</h2>
      {note.visit && <p>{VISIT_LABEL[note.visit]} atención por esta causa</p>}
      {note.diagnoses.map((diagnosis) => (
        <p key={diagnosis.code}>
          {diagnosis.code} {diagnosis.description} ({certaintyOf(diagnosis).toLowerCase()})
        </p>
      ))}
      {note.form && <FilledForm form={note.form} />}
      <dl>
        {NOTE_PARTS.filter(([name]) => note[name]).map(([name, label]) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd>{note[name]}</dd>
          </div>
        ))}
      </dl>
      {note.addenda.map((addendum) => (
        <section key={addendum.id}>
          <h2>
            Adenda de {addendum.author.name}, {formatDateTime(addendum.created_at)}
          </h2>
          <p>{addendum.text}</p>
        </section>
      ))}
      <footer>
        {note.signed_by && note.signed_at && `Firmada por ${note.signed_by.name}, ${formatDateTime(note.signed_at)}. `}
        {note.content_sha256 && `Huella del contenido firmado (SHA-256): ${note.content_sha256}`}
      </footer>
    </Paper>
  );
}
