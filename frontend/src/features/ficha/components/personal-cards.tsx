import {
  CAME_BY_LABEL,
  CHANNEL_LABEL,
  EDUCATION_LABEL,
  ETHNICITY_LABEL,
  MARITAL_LABEL,
} from "@/entities/patient/admission";
import { DetailList } from "@/components/patterns/detail-list";
import { CardContent } from "@/components/ui/card";
import type { Patient } from "@/entities/patient/schema";
import { ALONE, ALONE_LABEL, documentLabel, documentNumber, GENDER_LABEL } from "@/entities/patient/words";
import { countryName } from "@/lib/countries";
import { ageOn } from "@/lib/dates";
import { formatDate, formatPhone } from "@/lib/format";
import { SectionCard } from "./section-card";

const contactLink = "rounded-sm hover:underline";

/** How to reach the patient, and whom in an emergency. */
export function Contact({ patient }: { patient: Patient }) {
  const { phone, email, address, emergency_contact_name: who, emergency_contact_phone: whose } = patient;
  const { emergency_contact_relation: relation, preferred_channel: channel } = patient;
  return (
    <SectionCard title="Contacto">
      <CardContent>
        <DetailList
          columns={2}
          items={[
            {
              label: "Teléfono",
              wide: true,
              value: phone && (
                <a href={`tel:${phone}`} className={contactLink}>
                  {formatPhone(phone)}
                </a>
              ),
            },
            ...(channel ? [{ label: "Prefiere", value: CHANNEL_LABEL[channel], wide: true }] : []),
            {
              label: "Correo",
              value: email && (
                <a href={`mailto:${email}`} className={contactLink}>
                  {email}
                </a>
              ),
              wide: true,
            },
            { label: "Dirección", value: address, wide: true },
            {
              label: "En caso de emergencia",
              wide: true,
              value: (who || whose) && (
                <>
                  {who}
                  {relation && ` (${relation.toLowerCase()})`}
                  {(who || relation) && whose && " · "}
                  {whose && (
                    <a href={`tel:${whose}`} className={contactLink}>
                      {formatPhone(whose)}
                    </a>
                  )}
                </>
              ),
            },
          ]}
        />
      </CardContent>
    </SectionCard>
  );
}

/** Who the patient is, with what the admission form asks. */
export function Personal({ patient }: { patient: Patient }) {
  const { insurer, insurance_number: insurance, nationality, ethnicity, marital_status, education, came_by } = patient;
  // What the admission form asks takes no place where nobody answered it.
  const answered = [
    ...ALONE.map((field) => ({ label: ALONE_LABEL[field], value: patient[field] })),
    {
      label: "Seguro",
      value: insurer && (
        <>
          {insurer}
          {insurance && <span className="ml-1.5 font-mono">{insurance}</span>}
        </>
      ),
    },
    { label: "Nacionalidad", value: nationality && countryName(nationality) },
    { label: "Autoidentificación étnica", value: ethnicity && ETHNICITY_LABEL[ethnicity] },
    { label: "Estado civil", value: marital_status && MARITAL_LABEL[marital_status] },
    { label: "Instrucción", value: education && EDUCATION_LABEL[education] },
    { label: "Cómo llegó", value: came_by && CAME_BY_LABEL[came_by] },
    { label: "Etiquetas", value: patient.tags.join(", "), wide: true },
  ].filter(({ value }) => value);
  return (
    <SectionCard title="Datos personales">
      <CardContent>
        <DetailList
          columns={2}
          items={[
            {
              label: documentLabel(patient),
              value: <span className={patient.document_type ? "font-mono" : undefined}>{documentNumber(patient)}</span>,
            },
            { label: "Nacimiento", value: patient.birth_date && formatDate(patient.birth_date) },
            { label: "Sexo", value: GENDER_LABEL[patient.gender] },
            { label: "En el registro desde", value: formatDate(patient.created_at) },
            ...guardian(patient),
            ...answered,
          ]}
        />
      </CardContent>
    </SectionCard>
  );
}

/** Who signs for the patient; of a minor it is said that nobody does. */
function guardian(patient: Patient) {
  const {
    guardian_name: name,
    guardian_relation: relation,
    guardian_document: document,
    guardian_phone: phone,
  } = patient;
  const minor = patient.birth_date ? ageOn(patient.birth_date) < 18 : false;
  if (!name) return minor ? [{ label: "Firma por el paciente", value: "Falta quién", wide: true }] : [];
  const value = (
    <>
      {name}
      {relation && ` (${relation.toLowerCase()})`}
      {document && <span className="ml-1.5 font-mono">{document}</span>}
      {phone && (
        <>
          {" · "}
          <a href={`tel:${phone}`} className={contactLink}>
            {formatPhone(phone)}
          </a>
        </>
      )}
    </>
  );
  return [{ label: "Firma por el paciente", value, wide: true }];
}
