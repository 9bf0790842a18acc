import type { Metadata } from "next";
import { ClosePage } from "@/features/caja/components/close-page";

export const metadata: Metadata = { title: "Cerrar caja" };

export default ClosePage;
