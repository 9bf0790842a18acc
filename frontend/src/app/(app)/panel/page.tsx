import type { Metadata } from "next";
import { PanelPage } from "@/features/panel";

export const metadata: Metadata = { title: "Panel" };

export default PanelPage;
