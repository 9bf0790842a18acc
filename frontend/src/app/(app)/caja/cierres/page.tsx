import type { Metadata } from "next";
import { ClosingsPage } from "@/features/caja/components/closings-page";

export const metadata: Metadata = { title: "Cajas y cierres" };

export default ClosingsPage;
