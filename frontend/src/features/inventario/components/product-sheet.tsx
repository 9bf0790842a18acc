"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Control } from "react-hook-form";
import type { z } from "zod";
import { MoneyField, NumberField, SelectField, TextField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { FormGrid } from "@/components/form/form-shell";
import { useZodForm } from "@/components/form/use-zod-form";
import { productCategoriesQuery, productQuery } from "@/entities/product/queries";
import type { Product } from "@/entities/product/schema";
import { changesOf, useVersion } from "@/hooks/use-version";
import { IVA_OPTIONS } from "@/lib/iva";
import { announce, notify } from "@/lib/toast";
import { typedDecimal, typedMoney } from "@/lib/units";
import { useChangeProduct, useCreateProduct } from "../api";
import { productForm, type ProductValues } from "../forms";

type SheetProps = { open: boolean; onOpenChange: (open: boolean) => void };

export function NewProductSheet({ onPurchase, ...sheet }: SheetProps & { onPurchase?: (product: Product) => void }) {
  const create = useCreateProduct();
  const form = useZodForm(productForm, {
    defaultValues: {
      sku: "",
      name: "",
      category: "",
      unit: "unidad",
      minimum_stock: "0",
      sale_price: "0",
      iva_code: "0",
    },
  });
  return (
    <FormSheet
      {...sheet}
      title="Nuevo producto"
      description="Las existencias entran después, con la primera compra."
      form={form}
      submitLabel="Crear producto"
      draftKey="product:new"
      onSubmit={async (values) => {
        const product = await create.mutateAsync(values);
        form.reset();
        notify(
          `${product.name}: producto creado`,
          onPurchase && { action: { label: "Registrar compra", onClick: () => onPurchase(product) } },
        );
      }}
    >
      <ProductFields control={form.control} focus />
    </FormSheet>
  );
}

export function EditProductSheet({ product, ...sheet }: SheetProps & { product: Product }) {
  const client = useQueryClient();
  const change = useChangeProduct();
  const { over } = useVersion(product, () => client.fetchQuery({ ...productQuery(product.id), staleTime: 0 }));
  const form = useZodForm(productForm, {
    defaultValues: {
      sku: product.sku,
      name: product.name,
      category: product.category,
      unit: product.unit,
      minimum_stock: typedDecimal(product.minimum_stock),
      sale_price: typedMoney(product.sale_price),
      iva_code: product.iva_code,
    },
  });
  return (
    <FormSheet
      {...sheet}
      title={`Editar ${product.name}`}
      form={form}
      submitLabel="Guardar cambios"
      draftKey={`product:${product.id}`}
      onSubmit={async (values) => {
        const changes = changesOf(values, form.formState.dirtyFields);
        if (Object.keys(changes).length === 0) return;
        await over((version) => change.mutateAsync({ id: product.id, version, changes }));
        announce("Cambios guardados");
      }}
    >
      <ProductFields control={form.control} />
    </FormSheet>
  );
}

const UNITS = ["unidad", "caja", "par", "frasco", "jeringa", "ampolla", "cartucho", "rollo", "paquete", "ml", "g"];

function ProductFields({
  control,
  focus,
}: {
  control: Control<z.input<typeof productForm>, unknown, ProductValues>;
  focus?: boolean;
}) {
  const { data: categories = [] } = useQuery(productCategoriesQuery);
  return (
    <>
      <TextField
        control={control}
        name="name"
        label="Nombre"
        placeholder="Guantes de nitrilo, talla M"
        autoFocus={focus}
      />
      <FormGrid>
        <TextField
          control={control}
          name="sku"
          label="Código"
          placeholder="GUA-M"
          inputClassName="font-mono"
          autoComplete="off"
        />
        <TextField
          control={control}
          name="category"
          label="Categoría"
          list="product-categories"
          autoComplete="off"
          hint="Elija una que ya existe o escriba otra."
        />
        <TextField
          control={control}
          name="unit"
          label="Unidad"
          list="product-units"
          autoComplete="off"
          hint="En la que se cuenta y se usa en las recetas."
        />
        <NumberField
          control={control}
          name="minimum_stock"
          label="Existencia mínima"
          hint="Al llegar a ella, avisa. 0 para no avisar."
        />
        <MoneyField control={control} name="sale_price" label="Precio de venta" hint="Sin IVA. 0 si no se vende." />
        <SelectField control={control} name="iva_code" label="IVA" options={IVA_OPTIONS} />
      </FormGrid>
      <datalist id="product-categories">
        {categories.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <datalist id="product-units">
        {UNITS.map((unit) => (
          <option key={unit} value={unit} />
        ))}
      </datalist>
    </>
  );
}
