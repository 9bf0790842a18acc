import type { Metadata } from "next";
import { CashPage } from "@/features/caja/components/cash-page";

export const metadata: Metadata = { title: "Caja" };

export default CashPage;
