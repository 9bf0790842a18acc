import type { Metadata } from "next";
import { MergePage } from "@/features/unir/components/merge-page";

export const metadata: Metadata = { title: "Unir fichas" };
export default MergePage;
