import type { Metadata } from "next";
import { BoardPage } from "@/features/comprobantes/components/board-page";

export const metadata: Metadata = { title: "Comprobantes" };

export default BoardPage;
