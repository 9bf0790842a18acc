import { z } from "zod";

/** Spanish sentences for what zod finds, unless a schema says its own. */
const sentences: z.ZodErrorMap = (issue, context) => ({ message: sentenceFor(issue) ?? context.defaultError });

function sentenceFor(issue: z.ZodIssueOptionalMessage): string | null {
  switch (issue.code) {
    case "invalid_type":
      return issue.received === "undefined" || issue.received === "null" || issue.received === "nan"
        ? "Complete este campo."
        : "Este valor no es del tipo esperado.";
    case "invalid_string":
      if (issue.validation === "email") return "Escriba un correo como nombre@dominio.com.";
      if (issue.validation === "url") return "Escriba una dirección web completa.";
      return "El formato no es válido.";
    case "too_small":
      if (issue.type === "string")
        return issue.minimum === 1 ? "Complete este campo." : `Escriba al menos ${issue.minimum} caracteres.`;
      if (issue.type === "array")
        return issue.minimum === 1 ? "Agregue al menos uno." : `Agregue al menos ${issue.minimum}.`;
      return `El mínimo es ${issue.minimum}.`;
    case "too_big":
      if (issue.type === "string") return `Use como máximo ${issue.maximum} caracteres.`;
      if (issue.type === "array") return `Como máximo ${issue.maximum}.`;
      return `El máximo es ${issue.maximum}.`;
    case "invalid_enum_value":
    case "invalid_union":
    case "invalid_literal":
      return "Elija una de las opciones.";
    case "invalid_date":
      return "La fecha no es válida.";
    default:
      return null;
  }
}

z.setErrorMap(sentences);

export { z };
