import { invoiceRow } from "@/entities/invoice/testing";
import { byDay } from "./use-queue";

it("who waits today comes first, the longest first; what is of days before is apart", () => {
  const draft = (id: number, created_at: string) => invoiceRow({ id, status: "DRAFT", created_at });
  const drafts = [
    draft(4, "2026-11-24T15:30:00Z"),
    draft(3, "2026-11-24T14:50:00Z"),
    // Nine in the evening of the 23rd in Ecuador.
    draft(2, "2026-11-24T02:00:00Z"),
    draft(1, "2026-11-20T15:00:00Z"),
  ];
  const { waiting, before } = byDay(drafts, "2026-11-24");
  expect(waiting.map(({ id }) => id)).toEqual([3, 4]);
  expect(before.map(({ id }) => id)).toEqual([2, 1]);
});
