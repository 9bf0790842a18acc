import type { Metadata } from "next";
import { DebtsPage } from "@/features/por-cobrar/components/debts-page";

export const metadata: Metadata = { title: "Por cobrar" };

export default DebtsPage;
