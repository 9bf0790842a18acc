import pytest

from common.problems import Invalid
from inventario.treatments import rules


def test_a_recipe_names_known_products_once():
    rules.must_name_each_product_once([1, 2])
    with pytest.raises(Invalid) as refusal:
        rules.must_name_each_product_once([1, 2, 1])
    assert refusal.value.errors[0]["field"] == "items.2.product_id"
    rules.must_be_known([1], [1, 2])
    with pytest.raises(Invalid, match="No existe el producto 3"):
        rules.must_be_known([1, 3], [1, 2])
