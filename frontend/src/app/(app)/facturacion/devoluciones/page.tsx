import type { Metadata } from "next";
import { RefundsPage } from "@/features/devoluciones/components/refunds-page";

export const metadata: Metadata = { title: "Devoluciones" };

export default RefundsPage;
