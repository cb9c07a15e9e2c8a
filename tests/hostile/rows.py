"""
Which test holds each row of the list of hostile inputs, N1 to N40.

A path stands for a bad habit of `server.HABITS`, tried three times: by the fetcher alone, in a
poll among all others, and in place of a page that was good before. Anything else names a test.
"""

from hostile.server import HABITS

ROWS: dict[str, tuple[str, tuple[str, ...]]] = {
    "N1": ("decompression bombs, several codings", ("fetch/test_fetcher.py::test_bombs_take_no_memory",)),
    "N2": ("endless bodies and headers", ()),
    "N3": ("a byte a second, silence", ("fetch/test_fetcher.py::test_a_half_open_handshake_ends_at_the_deadline",)),
    "N4": ("shorter than it says", ()),
    "N5": ("two lengths, bad chunks, no HTTP at all", ()),
    "N6": (
        "redirects in a circle, too many, to the front page",
        (
            "fetch/test_fetcher.py::test_redirects_are_recorded_and_carry_nothing_along",
            "fetch/test_fetcher.py::test_a_redirect_without_a_scheme_keeps_the_one_it_came_by",
        ),
    ),
    "N7": ("redirects to other schemes", ("fetch/test_gate.py::test_references_go_through_the_same_gate",)),
    "N8": ("odd spellings of loopback", ("fetch/test_gate.py::test_refused",)),
    "N9": (
        "addresses that are not public, in every dress",
        ("fetch/test_gate.py::test_an_ipv4_address_is_judged_alike_in_every_dress",),
    ),
    "N10": (
        "names that change their mind",
        (
            "fetch/test_fetcher.py::test_a_name_that_changes_its_mind_is_asked_once_for_each_connection",
            "fetch/test_fetcher.py::test_names_are_judged_by_what_they_resolve_to",
            "hostile/test_poll_hostile.py::test_names_that_lead_inside_are_refused_in_a_poll",
        ),
    ),
    "N11": (
        "backslashes, controls, user names",
        ("fetch/test_gate.py::test_refused", "fetch/test_gate.py::test_any_text_is_judged"),
    ),
    "N12": (
        "odd ports, proxies of the environment",
        ("fetch/test_fetcher.py::test_proxies_of_the_environment_are_not_used_unless_asked",),
    ),
    "N13": ("line breaks in validators", ("fetch/test_fetcher.py::test_a_forged_validator_is_not_sent_back",)),
    "N14": (
        "cookies and credentials across hosts",
        ("fetch/test_fetcher.py::test_redirects_are_recorded_and_carry_nothing_along",),
    ),
    "N15": (
        "character sets that lie",
        (
            "extract/test_page.py::test_a_charset_flip_changes_nothing",
            "hostile/test_stages.py::test_a_page_that_changes_what_no_reader_sees",
        ),
    ),
    "N16": ("NULs, surrogates, overlong UTF-8", ("hostile/test_stages.py::test_a_page_that_parsers_choke_on",)),
    "N17": ("nesting, attributes, unclosed tags", ("hostile/test_stages.py::test_a_page_that_parsers_choke_on",)),
    "N18": ("one line of megabytes", ("hostile/test_stages.py::test_a_page_that_parsers_choke_on",)),
    "N19": ("entities in listings", ("poller/test_listing.py::test_entities_and_nonsense_are_refused",)),
    "N20": (
        "few words, many times, in any order",
        (
            "diff/test_hostile.py::test_every_input_is_compared_within_bounds",
            "diff/test_hostile.py::test_ten_words_in_any_order_stay_small",
        ),
    ),
    # No pattern of a configuration is a regular expression: only our own meet a stranger's text.
    "N21": (
        "text that makes regular expressions think for ever",
        (
            "hostile/test_stages.py::test_a_page_that_parsers_choke_on",
            "diff/test_hostile.py::test_every_input_is_compared_within_bounds",
        ),
    ),
    "N22": (
        "markup in every field",
        (
            "report/test_hostile.py::test_words_stay_words_on_every_page",
            "report/test_poisoned.py::test_no_string_of_a_timeline_becomes_anything_but_words",
        ),
    ),
    "N23": (
        "addresses that would run",
        (
            "report/test_hostile.py::test_only_web_addresses_become_links",
            "report/test_hostile.py::test_no_text_becomes_a_link_that_could_run",
        ),
    ),
    "N24": (
        "snapshots opened from a report",
        ("web/test_api.py::test_a_capture_is_served_inert", "web/test_reading.py::test_every_page_carries_the_policy"),
    ),
    "N25": ("escape sequences to a terminal", ("cli/test_output.py::test_a_terminal_sees_only_what_can_be_read",)),
    "N26": ("cells that are formulas", ("cli/test_output.py::test_csv_reads_back_with_no_cell_a_formula",)),
    "N27": ("characters nobody sees", ("report/test_hostile.py::test_characters_nobody_sees_are_named",)),
    "N28": (
        "web archives that are traps",
        (
            "exchange/test_webarchive.py::test_a_wacz_with_a_name_that_leaves_its_folder_is_refused",
            "exchange/test_webarchive.py::test_a_wacz_that_is_a_trap_is_refused",
        ),
    ),
    "N29": (
        "records that are cut or lie",
        (
            "exchange/test_webarchive.py::test_a_plain_file_is_read_on_after_a_broken_record",
            "exchange/test_webarchive.py::test_a_file_cut_off_in_a_record_says_so",
            "exchange/test_webarchive.py::test_content_encodings_are_taken_off_within_bounds",
            "exchange/test_webarchive.py::test_a_date_of_the_year_9999_is_kept_as_unknown",
        ),
    ),
    "N30": (
        "validators that lie, statuses that are answers",
        (
            "hostile/test_stages.py::test_a_validator_that_never_changes",
            "hostile/test_stages.py::test_one_validator_for_different_pages",
            "hostile/test_stages.py::test_a_good_page_turns_into_none",
            "poller/test_poll.py::test_a_full_read_is_forced_now_and_then",
            "hostile/test_poll_hostile.py::test_a_tired_host_is_left_alone",
        ),
    ),
    "N31": (
        "variants, counters, rotating boxes",
        (
            "hostile/test_stages.py::test_a_page_that_changes_what_no_reader_sees",
            "hostile/test_stages.py::test_a_page_in_two_variants",
        ),
    ),
    "N32": (
        "clocks",
        (
            "poller/test_poll.py::test_a_clock_that_jumps_loses_nothing",
            "poller/test_schedule.py::test_a_clock_that_goes_back_learns_nothing_wrong",
        ),
    ),
    "N33": (
        "killed at every step",
        (
            "poller/test_kill.py::test_fifty_kills_at_random_moments",
            "poller/test_kill.py::test_killed_inside_the_commit",
            "poller/test_kill.py::test_killed_before_anything_is_written",
            "poller/test_kill.py::test_killed_around_an_alert",
            "life/test_crashes.py::test_a_kill_at_any_system_call_that_writes",
        ),
    ),
    "N34": (
        "full and read-only disks",
        (
            "life/test_mounts.py::test_the_disk_fills_up_during_a_poll",
            "life/test_mounts.py::test_a_file_system_turns_read_only",
            "life/test_mounts.py::test_a_copy_finds_no_space",
            "life/test_mounts.py::test_an_alert_finds_no_space",
            "poller/test_trouble.py::test_trouble_with_the_file",
        ),
    ),
    "N35": (
        "locked databases, two pollers",
        ("poller/test_trouble.py::test_trouble_with_the_file", "poller/test_poll.py::test_one_poller_at_a_time"),
    ),
    "N36": (
        "flipped bytes, other programs' files, newer archives",
        (
            "store/test_verify.py::test_a_flipped_bit_in_any_page_is_caught",
            "store/test_archive.py::test_a_reader_gets_clear_errors",
        ),
    ),
    "N37": (
        "past versions edited by hand",
        (
            "store/test_verify.py::test_an_edited_cell_is_caught",
            "store/test_verify.py::test_an_archive_written_anew_does_not_continue_the_old_head",
        ),
    ),
    "N38": (
        "configurations with mistakes",
        (
            "config/test_config.py::test_a_mistake_is_named_with_its_line_and_the_way_out",
            "config/test_config.py::test_a_byte_order_mark_and_windows_lines_are_read",
            "config/test_config.py::test_an_oversized_file_is_refused",
        ),
    ),
    "N39": ("very many addresses", ("poller/test_year.py::test_a_year_of_cron",)),
    "N40": (
        "listings without end, or that lead inside",
        (
            "poller/test_listing.py::test_an_endless_listing_is_cut",
            "poller/test_listing.py::test_a_listing_goes_through_the_gate",
            "poller/test_listing.py::test_a_feed_that_uses_one_id_for_all",
            "hostile/test_every_door.py::test_no_door_leads_inside",
        ),
    ),
}
"""What each row is about, and the tests that hold it besides its habits."""


def habits_of(row: str) -> list[str]:
    """Return the paths of the hostile server that belong to *row*."""
    return [path for path in HABITS if path.startswith(f"/{row.lower()}/")]
