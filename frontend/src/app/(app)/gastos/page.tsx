import type { Metadata } from "next";
import { ExpensesPage } from "@/features/gastos/components/expenses-page";

export const metadata: Metadata = { title: "Gastos" };

export default ExpensesPage;
