import { useMutation, useQueryClient } from "@tanstack/react-query";
import { examsChanged, ordersChanged } from "@/entities/order/changed";
import { EXAMS, ORDER_RESULTS, ORDERS, ordersOf } from "@/entities/order/queries";
import { examSchema, orderSchema, type Exam, type Order } from "@/entities/order/schema";
import { api } from "@/lib/api";
import type { ExamValues, OrderValues, ResultValues } from "./forms";

export function useIssueOrder(patientId: number, noteId: number | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ items, ...values }: OrderValues) =>
      api(orderSchema, ordersOf(patientId), {
        method: "POST",
        body: {
          ...values,
          note_id: noteId,
          items: items.map(({ exam_id, detail }) => ({ exam_id, detail: detail || null })),
        },
      }),
    onSuccess: () => ordersChanged(client, patientId),
  });
}

/** What is done to an order beside it: each answers the order as it is now. */
function useAct<V>(order: Order, act: (value: V) => { path: string; method: "POST" | "DELETE"; body?: object }) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (value: V) => {
      const { path, ...options } = act(value);
      return api(orderSchema, path, options);
    },
    onSettled: () => ordersChanged(client, order.patient_id),
  });
}

export const useAnnulOrder = (order: Order) =>
  useAct(order, (reason: string) => ({ path: `${ORDERS}/${order.id}/annul`, method: "POST", body: { reason } }));
export const useRecordResult = (order: Order) =>
  useAct(order, (body: ResultValues) => ({ path: `${ORDERS}/${order.id}/results`, method: "POST", body }));
export const useWithdrawResult = (order: Order) =>
  useAct(order, ({ id, reason }: { id: number; reason: string }) => ({
    path: `${ORDER_RESULTS}/${id}/withdraw`,
    method: "POST",
    body: { reason },
  }));
export const useSeeResults = (order: Order) =>
  useAct(order, (result_id: number) => ({ path: `${ORDERS}/${order.id}/seen`, method: "POST", body: { result_id } }));
export const useUnseeResults = (order: Order) =>
  useAct(order, (_: void) => ({ path: `${ORDERS}/${order.id}/seen`, method: "DELETE" }));

export function useAddExam() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ExamValues) => api(examSchema, EXAMS, { method: "POST", body }),
    onSuccess: () => examsChanged(client),
  });
}

export function useSwitchExam() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, active, version }: Exam) =>
      api(examSchema, `${EXAMS}/${id}`, { method: "PATCH", body: { active: !active }, version }),
    onSettled: () => examsChanged(client),
  });
}
