import { BASES } from "@/entities/commission/schema";
import { METHODS } from "@/entities/expense/schema";
import { chosen, day, decimal, oneLine, optionalDay } from "@/lib/fields";
import { z } from "@/lib/zod-es";

const percent = decimal({ places: 2, positive: true }).refine((value) => Number(value) <= 100, "Hasta 100 %.");
const amount = decimal({ places: 2, positive: true });
const category = oneLine(60);

/** What the rule is about and what it is worth decide which of the fields are read. */
export const ruleForm = z
  .object({
    doctor_id: chosen,
    scope: z.enum(["ALL", "CATEGORY", "TREATMENT"]),
    category: z.string(),
    treatment_id: z.number().nullable(),
    kind: z.enum(["PERCENT", "AMOUNT"]),
    value: z.string(),
    basis: z.enum(BASES),
    net_of_materials: z.boolean(),
    valid_from: day,
    valid_to: optionalDay,
  })
  .transform(({ scope, kind, value, ...rule }, context) => {
    const fail = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    const worth = (kind === "PERCENT" ? percent : amount).safeParse(value);
    if (!worth.success) fail("value", worth.error.issues[0]!.message);
    const named = category.safeParse(rule.category);
    if (scope === "CATEGORY" && !named.success) fail("category", named.error.issues[0]!.message);
    if (scope === "TREATMENT" && rule.treatment_id === null) fail("treatment_id", "Elija el tratamiento.");
    if (rule.valid_to && rule.valid_to < rule.valid_from)
      fail("valid_to", "Debe ser igual o posterior a la fecha inicial.");
    const said = worth.success ? worth.data : "";
    return {
      ...rule,
      category: scope === "CATEGORY" && named.success ? named.data : null,
      treatment_id: scope === "TREATMENT" ? rule.treatment_id : null,
      percent: kind === "PERCENT" ? said : null,
      amount: kind === "AMOUNT" ? said : null,
      net_of_materials: kind === "PERCENT" && rule.net_of_materials,
    };
  });
export type RuleValues = z.input<typeof ruleForm>;
export type RuleBody = z.output<typeof ruleForm>;

export const ruleEndForm = z.object({ valid_to: day });

export const settleForm = z.object({ last: day });

export const paymentForm = z.object({ date: day, payment_method: z.enum(METHODS), from_till: z.boolean() });
export type PaymentBody = z.output<typeof paymentForm>;
