import type { Metadata } from "next";
import { Suspense } from "react";
import { LoginPage } from "@/features/cuenta";

export const metadata: Metadata = { title: "Ingresar" };

export default function Page() {
  return (
    <Suspense>
      <LoginPage />
    </Suspense>
  );
}
