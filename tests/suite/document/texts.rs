//! A workbook written by hand, and the same as the program writes it.

/// A workbook as somebody could write it by hand: any spacing, any order of the keys.
pub(super) const BY_HAND: &str = r#"{
  "format": "counterpoise", "version": 1,
  "workbook": {
    "id": "book", "name": "Small hospital", "about": null,
    "number_style": "point", "first_month": 4,
    "kinds": [{"id": "surgical", "name": "Surgical"}],
    "units": [
      {"id": "ward", "parent": "house", "kinds": [{"from": "2020-01", "kind": "surgical"}],
       "name": {"zh-Hant": "外一科", "zh-Hans": "外一科", "en": "First \"Surgery\""}},
      {"id": "house", "parent": null, "kinds": [], "name": "House"}
    ],
    "items": [
      {"id": "ops", "code": "ops", "name": "Operations", "unit_of_measure": "cases", "decimals": 0,
       "month_rule": {"rule": "sum"}, "unit_rule": "sum", "plausible": {"low": 0, "high": "9999"}},
      {"id": "wait", "code": "wait", "name": "Waiting", "unit_of_measure": "minutes", "decimals": 1,
       "month_rule": {"by": "ops", "rule": "weighted-mean"}, "unit_rule": "none", "plausible": null}
    ],
    "scorecards": [
      {"id": "card", "name": "Card", "template": null, "source": null, "units": ["ward"], "period": "month",
       "revisions": [
         {"from": "2020-01", "weighting": "points", "rounding": {"rule": "half-away", "decimals": 2},
          "missing": "redistribute", "least_coverage": 50, "longer_periods": "mean-of-periods",
          "grades": [{"from": 90, "name": "A"}, {"from": null, "name": "B"}],
          "status": {"on_target": 95, "at_risk": 80},
          "perspectives": [
            {"id": "work", "name": "Work", "objectives": [
              {"id": "theatre", "name": "Theatre", "measures": [
                {"id": "m1", "code": "P03", "name": "Operations", "unit_of_measure": "cases", "decimals": 0,
                 "polarity": "higher", "scope": "own", "actual": "ops", "weight": 60, "least_months": null,
                 "target": {"source": {"kind": "fixed", "values": [
                   {"unit": "ward", "year": null, "month": 3, "value": "150"}]}, "uplift": 0, "offset": 0},
                 "method": {"kind": "completion", "inverse": "mirror", "floor": 0, "cap": "1.20"},
                 "data_source": "Theatre list", "proposals": ["cap", "target"]}]}],
             "measures": [
                {"id": "m2", "code": "P50", "name": "Waiting", "unit_of_measure": "minutes", "decimals": 1,
                 "polarity": "lower", "scope": {"ancestor": 1}, "actual": "wait / 2", "weight": "25.0",
                 "target": {"source": {"kind": "budget", "item": "wait"}, "uplift": 0, "offset": "-3.5"},
                 "method": {"kind": "step", "step": 1, "counting": "proportional", "deduct": 2, "add": 0,
                            "base": "full", "lowest": 0, "highest": null},
                 "least_months": 6, "data_source": null, "proposals": []}]},
            {"id": "service", "name": "Service", "objectives": [], "measures": [
                {"id": "m3", "code": "C20", "name": "Complaints", "unit_of_measure": "complaints", "decimals": 0,
                 "polarity": "lower", "scope": "own", "actual": "4", "weight": 15, "target": null,
                 "method": {"kind": "deduction", "points_each": "0.5", "lowest": 0},
                 "least_months": null, "data_source": null, "proposals": []}]}
          ]}
       ]}
    ],
    "figures": [
      {"unit": "house", "item": "wait", "year": 2026, "months":
        [null, null, 14, null, null, null, null, null, null, null, null, null]},
      {"unit": "ward", "item": "ops", "year": 2026, "months":
        ["150", "n/a", "165.0", "exempt -0.5", null, null, null, null, null, null, null, null]}
    ],
    "notes": [{"unit": "ward", "item": "ops", "month": "2026-03", "text": "one day\nwithout power"}]
  }
}"#;

/// The same workbook as the program writes it.
pub(super) const EXPORTED: &str = r#"{
  "format": "counterpoise",
  "version": 1,
  "changed": null,
  "workbook": {
    "id": "book",
    "name": "Small hospital",
    "about": null,
    "first_month": 4,
    "number_style": "point",
    "kinds": [
      {
        "id": "surgical",
        "name": "Surgical"
      }
    ],
    "units": [
      {
        "id": "ward",
        "name": {
          "en": "First \"Surgery\"",
          "zh-Hans": "外一科",
          "zh-Hant": "外一科"
        },
        "parent": "house",
        "kinds": [
          {
            "from": "2020-01",
            "kind": "surgical"
          }
        ]
      },
      {
        "id": "house",
        "name": "House",
        "parent": null,
        "kinds": []
      }
    ],
    "items": [
      {
        "id": "ops",
        "code": "ops",
        "name": "Operations",
        "unit_of_measure": "cases",
        "decimals": 0,
        "month_rule": {
          "rule": "sum"
        },
        "unit_rule": "sum",
        "plausible": {
          "low": "0",
          "high": "9999"
        }
      },
      {
        "id": "wait",
        "code": "wait",
        "name": "Waiting",
        "unit_of_measure": "minutes",
        "decimals": 1,
        "month_rule": {
          "rule": "weighted-mean",
          "by": "ops"
        },
        "unit_rule": "none",
        "plausible": null
      }
    ],
    "scorecards": [
      {
        "id": "card",
        "name": "Card",
        "template": null,
        "source": null,
        "units": [
          "ward"
        ],
        "period": "month",
        "revisions": [
          {
            "from": "2020-01",
            "weighting": "points",
            "rounding": {
              "rule": "half-away",
              "decimals": 2
            },
            "missing": "redistribute",
            "least_scored": null,
            "least_coverage": "50",
            "extra_ceiling": null,
            "rank": {
              "within": "all",
              "by": "rounded"
            },
            "longer_periods": "mean-of-periods",
            "grades": [
              {
                "from": "90",
                "name": "A"
              },
              {
                "from": null,
                "name": "B"
              }
            ],
            "status": {
              "on_target": "95",
              "at_risk": "80"
            },
            "perspectives": [
              {
                "id": "work",
                "name": "Work",
                "weight": "0",
                "least_scored": null,
                "substitute": null,
                "objectives": [
                  {
                    "id": "theatre",
                    "name": "Theatre",
                    "weight": "0",
                    "least_scored": null,
                    "leads_to": [],
                    "measures": [
                      {
                        "id": "m1",
                        "code": "P03",
                        "name": "Operations",
                        "unit_of_measure": "cases",
                        "decimals": 0,
                        "polarity": "higher",
                        "scope": "own",
                        "actual": "ops",
                        "target": {
                          "source": {
                            "kind": "fixed",
                            "values": [
                              {
                                "unit": "ward",
                                "year": null,
                                "month": 3,
                                "value": "150"
                              }
                            ]
                          },
                          "uplift": "0",
                          "offset": "0"
                        },
                        "method": {
                          "kind": "completion",
                          "inverse": "mirror",
                          "floor": "0",
                          "cap": "1.20"
                        },
                        "weight": "60",
                        "least_months": null,
                        "extra": false,
                        "status": null,
                        "substitute": null,
                        "owner": null,
                        "data_source": "Theatre list",
                        "description": null,
                        "proposals": [
                          "target",
                          "cap"
                        ]
                      }
                    ]
                  }
                ],
                "measures": [
                  {
                    "id": "m2",
                    "code": "P50",
                    "name": "Waiting",
                    "unit_of_measure": "minutes",
                    "decimals": 1,
                    "polarity": "lower",
                    "scope": {
                      "ancestor": 1
                    },
                    "actual": "wait / 2",
                    "target": {
                      "source": {
                        "kind": "budget",
                        "item": "wait"
                      },
                      "uplift": "0",
                      "offset": "-3.5"
                    },
                    "method": {
                      "kind": "step",
                      "step": "1",
                      "counting": "proportional",
                      "deduct": "2",
                      "add": "0",
                      "base": "full",
                      "lowest": "0",
                      "highest": null
                    },
                    "weight": "25.0",
                    "least_months": 6,
                    "extra": false,
                    "status": null,
                    "substitute": null,
                    "owner": null,
                    "data_source": null,
                    "description": null,
                    "proposals": []
                  }
                ]
              },
              {
                "id": "service",
                "name": "Service",
                "weight": "0",
                "least_scored": null,
                "substitute": null,
                "objectives": [],
                "measures": [
                  {
                    "id": "m3",
                    "code": "C20",
                    "name": "Complaints",
                    "unit_of_measure": "complaints",
                    "decimals": 0,
                    "polarity": "lower",
                    "scope": "own",
                    "actual": "4",
                    "target": null,
                    "method": {
                      "kind": "deduction",
                      "points_each": "0.5",
                      "lowest": "0"
                    },
                    "weight": "15",
                    "least_months": null,
                    "extra": false,
                    "status": null,
                    "substitute": null,
                    "owner": null,
                    "data_source": null,
                    "description": null,
                    "proposals": []
                  }
                ]
              }
            ],
            "vetoes": [],
            "overrides": []
          }
        ]
      }
    ],
    "figures": [
      {"unit":"house","item":"wait","year":2026,"months":[null,null,"14",null,null,null,null,null,null,null,null,null]},
      {"unit":"ward","item":"ops","year":2026,"months":["150","n/a","165.0","exempt -0.5",null,null,null,null,null,null,null,null]}
    ],
    "notes": [
      {
        "unit": "ward",
        "item": "ops",
        "month": "2026-03",
        "text": "one day\nwithout power"
      }
    ],
    "actions": [],
    "positions": [],
    "closings": [],
    "changes": []
  }
}
"#;
