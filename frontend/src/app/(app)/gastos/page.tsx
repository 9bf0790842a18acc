import type { Metadata } from "next";
import { ExpensesPage } from "@/features/gastos";

export const metadata: Metadata = { title: "Gastos" };

export default ExpensesPage;
