import type { Metadata } from "next";
import { Suspense } from "react";
import { LoginPage } from "@/features/cuenta/components/login-page";

export const metadata: Metadata = { title: "Ingresar" };

export default function Page() {
  return (
    <Suspense>
      <LoginPage />
    </Suspense>
  );
}
