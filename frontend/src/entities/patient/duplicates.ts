import { queryOptions } from "@tanstack/react-query";
import { PATIENTS } from "@/entities/paths";
import { listOf } from "@/lib/api";
import { optionalPhone } from "@/lib/fields";
import type { DocumentType } from "@/lib/documents";
import { cleanDocument, documentProblem } from "@/lib/identity";
import { resource } from "@/lib/resource";
import { likelyDuplicateSchema } from "./schema";

type Known = {
  document_type: DocumentType | null;
  document_number: string;
  first_name: string;
  last_name: string;
  birth_date: string;
  phone: string;
};

/** Who is registered already and may be this person, inactive files too. `own` is whose file is being edited. */
export const likelyDuplicatesQuery = (known: Known, own?: number) => {
  const { document_type: type, document_number: number } = known;
  const document = type && documentProblem(type, number) === null ? cleanDocument(type, number) : null;
  const phone = optionalPhone.safeParse(known.phone).data ?? null;
  return queryOptions({
    ...resource(listOf(likelyDuplicateSchema), `${PATIENTS}/likely-duplicates`, {
      document_type: document && type,
      document_number: document,
      first_name: known.first_name.trim() || null,
      last_name: known.last_name.trim() || null,
      birth_date: known.birth_date || null,
      phone,
      except_id: own,
    }),
    enabled: document !== null || phone !== null || (known.first_name.trim() !== "" && known.birth_date !== ""),
    staleTime: 0,
    retry: false,
  });
};
