-- A decision about a mark that an appeal reversed stands in the public correction log too. It concerns no complaint; its id is the decision's.
ALTER TABLE correction ALTER COLUMN case_public_id DROP NOT NULL;
