from common.permissions import words


def test_a_permission_is_said_in_the_words_of_the_matrix():
    assert words("logs:read") == "«Ver el registro de actividad»"


def test_what_the_catalogue_does_not_know_stays_as_it_is():
    assert words("things:read") == "«things:read»"
