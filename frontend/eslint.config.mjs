import { readdirSync } from "node:fs";
import { FlatCompat } from "@eslint/eslintrc";

const compat = new FlatCompat({ baseDirectory: import.meta.dirname });

// Imports run one way: shared code -> features -> routes, and no feature knows another.
// What two features need moves down into components/, lib/ or hooks/.
const features = readdirSync("src/features", { withFileTypes: true }).filter((entry) => entry.isDirectory());
const zones = [
  ...features.map(({ name }) => ({
    target: `./src/features/${name}`,
    from: "./src/features",
    except: [`./${name}`],
    message: "Una función no importa otra: lo común baja a components/, lib/ o hooks/.",
  })),
  { target: "./src/features", from: "./src/app", message: "Las rutas usan las funciones, no al revés." },
  {
    target: ["./src/components", "./src/lib", "./src/hooks", "./src/config"],
    from: ["./src/features", "./src/app"],
    message: "El código común no conoce funciones ni rutas.",
  },
];

const config = [
  { ignores: [".next/**", "out/**", "coverage/**", "next-env.d.ts"] },
  ...compat.extends("next/core-web-vitals", "next/typescript"),
  {
    rules: {
      "import/no-restricted-paths": ["error", { zones }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/consistent-type-imports": ["error", { prefer: "type-imports" }],
      "react/jsx-no-useless-fragment": "error",
      "max-lines": ["error", { max: 320 }],
      "no-restricted-syntax": [
        "error",
        {
          selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
          message: "Nada de HTML sin escapar.",
        },
      ],
    },
  },
];

export default config;
