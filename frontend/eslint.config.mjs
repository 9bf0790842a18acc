import { readdirSync } from "node:fs";
import { FlatCompat } from "@eslint/eslintrc";

const compat = new FlatCompat({ baseDirectory: import.meta.dirname });

// Imports run one way: lib, components -> entities -> layout -> features -> routes; no feature knows another.
// What two features need of one thing of the clinic stands in entities/, anything else in components/, lib/ or hooks/.
const features = readdirSync("src/features", { withFileTypes: true }).filter((entry) => entry.isDirectory());
const zones = [
  ...features.map(({ name }) => ({
    target: `./src/features/${name}`,
    from: "./src/features",
    except: [`./${name}`],
    message: "Una función no importa otra: lo común baja a entities/, components/, lib/ o hooks/.",
  })),
  { target: "./src/features", from: "./src/app", message: "Las rutas usan las funciones, no al revés." },
  {
    target: ["./src/entities", "./src/components", "./src/lib", "./src/hooks", "./src/config"],
    from: ["./src/features", "./src/app"],
    message: "El código común no conoce funciones ni rutas.",
  },
  // The layout frames every page, and says the clinic's name and what waits: it stands above the entities.
  {
    target: "./src/entities",
    from: "./src/components/layout",
    message: "Una entidad no conoce el marco de las páginas.",
  },
  {
    target: [
      ...["data-table", "form", "patterns", "ui"].map((name) => `./src/components/${name}`),
      "./src/lib",
      "./src/hooks",
      "./src/config",
    ],
    from: "./src/entities",
    message: "Lo que no es de la clínica no conoce sus entidades.",
  },
];

const html = { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: "Nada de HTML sin escapar." };

// Next's own link fetches every page in view.
const link = { name: "next/link", message: "Use components/patterns/link." };

// A key is its address (lib/resource): who writes one by hand asks twice, or forgets to ask again.
const keys = [
  {
    selector: "Property[key.name='queryKey'] > ArrayExpression.value",
    message: "La clave es la dirección: use la consulta de src/entities.",
  },
  {
    selector:
      "CallExpression[callee.property.name=/^(cancel|invalidate|refetch|remove|reset)Queries$|^setQuer(y|ies)Data$/]",
    message: "Lo que cambió lo dice `changed` de src/entities.",
  },
];

// The light pages run as they stand, on phones that nobody updates: no syntax of after 2018, nor what came to browsers later.
const late = { message: "Las páginas livianas se escriben como en 2018." };
const old = [
  { ...late, selector: "ChainExpression" },
  { ...late, selector: "LogicalExpression[operator='??']" },
  { ...late, selector: "AssignmentExpression[operator=/^(\\?\\?|\\|\\||&&)=$/]" },
  { ...late, selector: "PropertyDefinition, PrivateIdentifier, StaticBlock" },
  { ...late, selector: "Literal[bigint]" },
  { ...late, selector: "MemberExpression[property.name=/^(at|flat|flatMap|fromEntries|replaceAll|replaceChildren)$/]" },
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
      "no-restricted-syntax": ["error", html],
      "no-restricted-imports": ["error", { paths: [link] }],
    },
  },
  { files: ["public/{light,cita,reservar,reserva}/**"], rules: { "no-restricted-syntax": ["error", html, ...old] } },
  {
    files: ["src/app/**", "src/components/**", "src/features/**"],
    ignores: ["**/*.test.tsx"],
    rules: {
      "no-restricted-syntax": ["error", html, ...keys],
      "no-restricted-imports": [
        "error",
        { paths: [link, { name: "@/lib/resource", message: "Solo src/entities pregunta." }] },
      ],
    },
  },
];

export default config;
